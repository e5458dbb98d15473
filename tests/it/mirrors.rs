//! Everything that can travel, through every kind of call, to peers that were made from the printed `.proto` file.

use pintle::{Launcher, Security, Streaming};
use pintle_tests::mirror::{All, Mirror as _, MirrorClient, MirrorError, mirror};

use crate::go::Go;
use crate::harness::{command, launcher_with};
use crate::python::Python;

/// The mirror as pintle has it.
const MIRROR: &str = env!("CARGO_BIN_EXE_mirror");

/// How many values are sent through every kind of call.
const SAMPLES: u32 = 40;

async fn look(launcher: Launcher) {
    let plugin = launcher.launch().await.unwrap();
    let client: MirrorClient = plugin.client();
    let samples = All::samples(SAMPLES);
    assert_eq!(samples.len(), SAMPLES as usize);
    for sample in &samples {
        assert_eq!(client.echo(sample.clone()).await.unwrap(), *sample);
        let repeated = all(client.repeat(sample.clone(), 3).await.unwrap()).await.unwrap();
        assert!(repeated.len() == 3 && repeated.iter().all(|one| one == sample));
        is_refused(client.refuse("because".into(), sample.clone()).await.unwrap_err(), sample);
        let mut broken = client.break_off("because".into(), sample.clone()).await.unwrap();
        assert_eq!(broken.try_next().await.unwrap().as_ref(), Some(sample));
        is_refused(broken.try_next().await.unwrap_err(), sample);
    }
    let gathered = client.gather("all".into(), Streaming::iter(samples.clone())).await.unwrap();
    assert_eq!((gathered.label.as_str(), &gathered.all), ("all", &samples));
    let reflected = all(client.reflect(Streaming::iter(samples.clone())).await.unwrap()).await.unwrap();
    assert_eq!(reflected, samples);
    plugin.shutdown().await.unwrap();
}

async fn all(mut stream: Streaming<All, MirrorError>) -> Result<Vec<All>, MirrorError> {
    let mut values = Vec::new();
    while let Some(value) = stream.try_next().await? {
        values.push(value);
    }
    Ok(values)
}

fn is_refused(error: MirrorError, sample: &All) {
    match error {
        MirrorError::Refused { reason, numbers } => assert_eq!((&*reason, &*numbers), ("because", &sample.numbers)),
        MirrorError::Call(lost) => panic!("{lost:?}"),
    }
}

#[tokio::test]
async fn our_own_plugin_gives_everything_back() {
    look(launcher_with(mirror::HANDSHAKE, command(MIRROR)).0).await;
}

#[tokio::test]
async fn a_go_plugin_gives_everything_back() {
    let Some(go) = Go::find() else { return };
    let mut plugin = command(go.driver());
    plugin.arg("mirror-plugin");
    look(launcher_with(mirror::HANDSHAKE, plugin).0).await;
}

#[tokio::test]
async fn a_go_host_gets_everything_back() {
    let Some(go) = Go::find() else { return };
    let mut host = command(go.driver());
    host.args(["mirror-host", MIRROR]);
    came_back(host);
}

#[tokio::test]
async fn a_python_plugin_gives_everything_back() {
    let Some(python) = Python::find() else { return };
    look(launcher_with(mirror::HANDSHAKE, python.script("plugin.py")).0.security(Security::Plaintext)).await;
}

#[tokio::test]
async fn a_python_host_gets_everything_back() {
    let Some(python) = Python::find() else { return };
    let mut host = python.script("host.py");
    host.arg(MIRROR);
    came_back(host);
}

fn came_back(mut host: std::process::Command) {
    let output = host.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "everything came back\n");
}
