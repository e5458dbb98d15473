//! A plugin of this process on real endpoints: where they are, who may reach them, and that nothing of them is left.

use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pintle::testing::{self, Endpoint, InProcess, InProcessPlugin, State};
use pintle::{Address, Error, Multiplex, Security, Transport, TransportError};

use crate::{Bench, Callback, Parrot, Work as _, WorkClient, WorkServer};

#[tokio::test]
async fn every_kind_of_endpoint_serves_in_every_way() {
    for transport in [Transport::Unix, Transport::Tcp] {
        for security in [Security::MutualTls, Security::Plaintext] {
            for multiplex in [Multiplex::Auto, Multiplex::Off] {
                let plugin = InProcess::service(WorkServer::new(Bench::default())).listen(transport);
                let plugin = plugin.security(security).multiplex(multiplex).start().await.unwrap();
                let work: WorkClient = plugin.client();
                assert_eq!(work.ask(Callback::new(Parrot("heard"))).await.unwrap(), "heard: from the plugin");
                assert_eq!(plugin.address().unwrap().network(), network(transport));
                plugin.shutdown().await.unwrap();
            }
        }
    }
}

#[tokio::test]
async fn a_unix_socket_is_its_owners_alone_in_a_private_directory() {
    let plugin = listening(Transport::Unix).await;
    let socket = socket_of(&plugin);
    let file = socket.metadata().unwrap();
    assert!(file.file_type().is_socket());
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    assert_eq!(socket.parent().unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn it_is_ready_on_return_and_a_host_is_where_it_says() {
    let path = testing::socket_path().unwrap();
    let plugin = listening(&path).await;
    assert_eq!((plugin.state(), plugin.address()), (State::Serving, Some(&path.address())));
    let text = path.address().to_string();
    assert_eq!(Address::parse("unix", &text).unwrap(), path.address());
    assert!(text.ends_with(".sock"), "{text}");
    assert_eq!(plugin.connect().await.unwrap().client::<WorkClient>().echo("a".into()).await.unwrap(), "a");
}

#[tokio::test]
async fn port_0_is_a_real_port_that_is_held() {
    let plugin = listening(Transport::Tcp).await;
    let address = plugin.address().unwrap().clone();
    let Address::Tcp { host, port } = &address else { panic!("{address}") };
    assert!(host == "127.0.0.1" && *port > 0, "{address}");
    let taken =
        InProcess::service(WorkServer::new(Bench::default())).listen(address.clone()).start().await.unwrap_err();
    assert!(matches!(&taken, Error::Transport(TransportError::Bind { address: at, .. }) if *at == address.to_string()));
    assert_eq!(taken.code(), "transport.bind");
    plugin.shutdown().await.unwrap();
    let again = listening(address.clone()).await;
    assert_eq!(again.address(), Some(&address), "it was given back");
}

#[tokio::test]
async fn a_listener_that_is_bound_already_is_served() {
    let listener = testing::tcp_listener().await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let plugin = listening(listener).await;
    assert_eq!(plugin.address().unwrap().to_string(), format!("127.0.0.1:{port}"));
    assert_eq!(plugin.client::<WorkClient>().echo("a".into()).await.unwrap(), "a");
}

#[tokio::test]
async fn what_is_at_a_path_already_is_not_taken_away() {
    let path = testing::socket_path().unwrap();
    std::fs::write(&path, "mine").unwrap();
    let taken = InProcess::service(WorkServer::new(Bench::default())).listen(&path).start().await.unwrap_err();
    assert_eq!(taken.code(), "transport.bind");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}

#[tokio::test]
async fn a_path_that_does_not_fit_is_told_and_isolated_ones_always_fit() {
    let long = Address::Unix(format!("/tmp/{}", "x".repeat(200)).into());
    let error = InProcess::service(WorkServer::new(Bench::default())).listen(long).start().await.unwrap_err();
    assert_eq!(error.code(), "transport.path_too_long");
    assert!(testing::socket_path().unwrap().as_ref().as_os_str().len() < 104);
}

#[tokio::test]
async fn what_is_not_there_is_told_at_once() {
    let before = Instant::now();
    let Err(error) = testing::dial(&Address::Unix("/tmp/nonexistent.sock".into())).await else { panic!("it is there") };
    assert!(error.to_string().contains("does not exist"), "{error}");
    assert_eq!(error.code(), "transport.no_socket");
    let free = { testing::tcp_listener().await.unwrap().local_addr().unwrap().port() };
    let refused = Address::Tcp { host: "127.0.0.1".into(), port: free };
    let Err(error) = testing::dial(&refused).await else { panic!("somebody listens") };
    assert_eq!(error.code(), "transport.connect");
    assert!(before.elapsed() < Duration::from_secs(1), "{:?}", before.elapsed());
}

#[tokio::test]
async fn nothing_is_left_whichever_way_it_ends() {
    let stopped = listening(Transport::Unix).await;
    let socket = socket_of(&stopped);
    let before = Instant::now();
    stopped.shutdown().await.unwrap();
    assert!(before.elapsed() < Duration::from_secs(1), "{:?}", before.elapsed());
    assert!(gone(&socket).await, "after a shutdown: {}", socket.display());

    let killed = listening(Transport::Unix).await;
    let socket = socket_of(&killed);
    killed.kill();
    assert!(gone(&socket).await, "after a kill: {}", socket.display());

    let (tell, told) = tokio::sync::oneshot::channel();
    let panicking = tokio::spawn(async move {
        let plugin = listening(Transport::Unix).await;
        tell.send(socket_of(&plugin)).unwrap();
        panic!("a test that fails");
    });
    let socket = told.await.unwrap();
    assert!(panicking.await.unwrap_err().is_panic());
    assert!(gone(&socket).await, "after a panic: {}", socket.display());

    let (tell, told) = tokio::sync::oneshot::channel();
    let unfinished = async move {
        let plugin = listening(Transport::Unix).await;
        tell.send(socket_of(&plugin)).unwrap();
        std::future::pending::<()>().await;
    };
    // Dropped in the middle, as by a timeout.
    let socket = tokio::select! {
        () = unfinished => unreachable!("it never ends"),
        socket = told => socket.unwrap(),
    };
    assert!(gone(&socket).await, "after it was given up: {}", socket.display());
}

#[test]
fn nothing_is_left_when_the_runtime_ends_first() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let plugin = runtime.block_on(listening(Transport::Unix));
    let socket = socket_of(&plugin);
    drop(runtime);
    drop(plugin);
    assert!(!socket.exists() && !socket.parent().unwrap().exists(), "{}", socket.display());
}

async fn listening(endpoint: impl Into<Endpoint>) -> InProcessPlugin {
    InProcess::service(WorkServer::new(Bench::default())).listen(endpoint).start().await.unwrap()
}

fn socket_of(plugin: &InProcessPlugin) -> PathBuf {
    let Some(Address::Unix(path)) = plugin.address() else { panic!("{plugin:?}") };
    path.clone()
}

/// Whether socket and directory go, once the runtime has come to it.
async fn gone(socket: &Path) -> bool {
    let gone = async {
        while socket.exists() || socket.parent().unwrap().exists() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), gone).await.is_ok()
}

fn network(transport: Transport) -> &'static str {
    match transport {
        Transport::Tcp => "tcp",
        _ => "unix",
    }
}
