//! The one step from settings to a running plugin.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::process::Command;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use tracing::warn;

use super::copy::Copy;
use super::meeting::{Meeting, Sockets};
use super::plugin::{Belongings, Plugin};
use super::settings::{Env, ProcessGroup, Settings, Trust};
use super::streams::{self, Logs};
use super::{attach, environment, introduction};
use crate::error::{ConfigError, Error, SecurityError, TransportError};
use crate::handshake::{CONTROL_VARIABLES, Lifetime, Offer};
use crate::process::{Family, Group, Image, Piece, Process, Words, spawn};
use crate::tls::{Credentials, Identity, Session};
use crate::transport::{SocketDirectory, group_id};

/// Launches `command`, and connects to what it became. The same command may be launched again.
pub(super) async fn launch(command: &mut Command, settings: &Settings) -> Result<Plugin, Error> {
    settings.check()?;
    if let Some(reattach) = environment::debugged(settings.handshake.cookie_key)? {
        if settings.integrity.is_asked_for() {
            return Err(ConfigError::NotChecked { pid: reattach.pid }.into());
        }
        warn!(pid = reattach.pid, address = %reattach.address, "PINTLE_REATTACH: attached to, not launched");
        return attach::attach(&reattach, None, settings).await;
    }
    environment::judge(settings)?;
    let _turn = match &settings.start_limit {
        Some(limit) => limit.turn().await,
        None => None,
    };
    let patience = settings.start_timeout;
    let deadline = deadline(patience);
    let (name, program) = (name(command), PathBuf::from(command.as_std().get_program()));
    let (mut verified, image) = settings.integrity.check(command.as_std(), deadline).await?.unzip();
    let command = verified.as_mut().unwrap_or(command);
    let program = image.as_ref().map_or(program, |image| image.program().to_owned());
    let mut directory = directory(settings)?;
    let identity = match settings.trust {
        Trust::Launch => Some(Identity::generate()?),
        Trust::Nobody | Trust::Own(_) => None,
    };
    let offer = settings.offer(directory.path(), identity.as_ref());
    prepare(command, settings, &offer);
    let copy = settings.raw_stderr.wanted(tokio::io::stderr()).map(|writer| Copy::new(writer, Arc::clone(&name)));
    let copied = copy.as_ref().map(|(copy, _)| copy.written());
    let logs = Logs { plugin: name, sink: settings.on_log.clone(), least: settings.log_level };
    let ears = Ears { words: Words::new(settings.kept_lines), logs, copy, image };
    let (mut process, found) = start(command, &program, family(settings, directory.path()), ears)?;

    let met = async {
        let line = introduction::line(&process, found, deadline, patience).await?;
        introduction::judge(&line, &offer.versions)?;
        let agreed = introduction::agreed(&line, settings.multiplex)?;
        let trust = introduction::certificate(&line, identity.is_some())?;
        let credentials = identity.zip(trust).map(|(identity, trust)| Credentials::new(identity, trust));
        let session = session(credentials.as_ref(), &settings.trust)?;
        let (fate, layers) = (process.fate(), &settings.layers);
        let meeting = Meeting { fate, address: &line.address, deadline, patience, layers };
        let sockets = Sockets { directory: directory.path(), group: settings.socket_group.as_deref() };
        Ok::<_, Error>((meeting.meet(session, agreed, line.version, sockets).await?, credentials))
    };
    let (met, credentials) = match met.await {
        Ok(met) => met,
        Err(error) => {
            last_copied(&process, copied).await;
            return Err(error);
        }
    };
    if settings.lifetime == Lifetime::Daemon {
        process.live_on();
        directory.leave();
    }
    let sinks = settings.sinks(process.fate(), copied);
    let belongings = Belongings { process: process.into(), credentials, directory: Arc::new(directory) };
    Ok(Plugin::new(belongings, met, settings.patience, sinks))
}

/// `patience` from now; a lifetime, where the clock does not go that far.
pub(super) fn deadline(patience: Duration) -> Instant {
    Instant::now() + patience.min(LIFETIME)
}

/// Puts the offer into the command's environment, beside what it inherits, and nothing of an outer host's (E11).
fn prepare(command: &mut Command, settings: &Settings, offer: &Offer) {
    inherit(command, &settings.env);
    for name in CONTROL_VARIABLES {
        command.env_remove(name);
    }
    // A host's private key, where it is set for this program: a plugin must not have it.
    if !command.as_std().get_envs().any(|(name, _)| name == CLIENT_KEY) {
        command.env_remove(CLIENT_KEY);
    }
    command.env(settings.handshake.cookie_key, settings.handshake.cookie_value);
    command.envs(offer.variables());
    if let Some(prepare) = &settings.prepare {
        prepare(command.as_std_mut());
    }
}

fn inherit(command: &mut Command, env: &Env) {
    let Some(inherited) = environment::inherited(env) else { return };
    let own = |(name, value): (&OsStr, Option<&OsStr>)| Some((name.to_owned(), value?.to_owned()));
    let own: Vec<_> = command.as_std().get_envs().filter_map(own).collect();
    command.env_clear().envs(inherited).envs(own);
}

/// What becomes of a process's streams.
struct Ears<F> {
    words: Words,
    logs: Logs,
    /// The copy of stderr, and what makes it.
    copy: Option<(Copy, F)>,
    /// What the process runs: a script's interpreter may open it at any time.
    image: Option<Image>,
}

/// Starts the process, and reads its streams from the first byte.
fn start(
    command: &mut Command,
    program: &Path,
    family: Family,
    ears: Ears<impl Future<Output = ()> + Send + 'static>,
) -> Result<(Process, oneshot::Receiver<Piece>), TransportError> {
    let spawned = spawn(command, program, &family)?;
    let Ears { words, logs, copy, image } = ears;
    let (line, found) = oneshot::channel();
    let mut tasks = JoinSet::new();
    let (copy, made) = copy.unzip();
    made.map(|made| tasks.spawn(made));
    tasks.spawn(streams::stdout(spawned.stdout, Arc::clone(&words.stdout), logs.clone(), line));
    let stderr = streams::stderr(spawned.stderr, Arc::clone(&words.stderr), logs, copy);
    tasks.spawn(async move {
        stderr.await;
        drop(image);
    });
    Ok((Process::new(spawned.child, family, words, tasks), found))
}

/// A private directory for the launch's sockets.
fn directory(settings: &Settings) -> Result<SocketDirectory, Error> {
    let parents = match &settings.socket_directory {
        Some(parent) => vec![parent.clone()],
        None => environment::socket_parents(),
    };
    let directory = SocketDirectory::new(&parents)?;
    if let Some(group) = &settings.socket_group {
        let opened = directory.open_to_group(group_id(group)?, 0o770);
        let parent = directory.path().to_owned();
        opened.map_err(|source| TransportError::SocketDirectory { parent, source })?;
    }
    Ok(directory)
}

/// What the plugin's process belongs to. Without a shell there is no guard: then only plugins that notice it themselves end
/// with a program that was killed.
fn family(settings: &Settings, directory: &Path) -> Family {
    match (settings.lifetime, settings.process_group) {
        (Lifetime::Daemon, _) => Family::Daemon,
        (Lifetime::Host, ProcessGroup::Inherit) => Family::Shared,
        (Lifetime::Host, ProcessGroup::Own) => match Group::new(directory) {
            Ok(group) => Family::Guarded(group),
            Err(error) => {
                warn!(%error, "no guard for the plugin: if this program is killed, a plugin may live on");
                Family::Unguarded
            }
        },
    }
}

/// What a plugin wrote that failed to start is what its copy is wanted for: it is ended, and the copy with it.
async fn last_copied(process: &Process, copied: Option<watch::Receiver<bool>>) {
    const PATIENCE: Duration = Duration::from_millis(500);
    if let Some(mut copied) = copied {
        process.kill();
        let _ = timeout(PATIENCE, copied.wait_for(|copied| *copied)).await;
    }
}

/// The name that the plugin has in logs.
fn name(command: &Command) -> Arc<str> {
    let program = Path::new(command.as_std().get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into()
}

/// The session of this launch's credentials, or of the user's own certificates.
fn session(credentials: Option<&Credentials>, trust: &Trust) -> Result<Option<Session>, SecurityError> {
    match trust {
        Trust::Own(certificates) => Ok(Some(Session::Own(certificates.clone()))),
        Trust::Launch | Trust::Nobody => credentials.map(Credentials::session).transpose(),
    }
}

/// The host's own, by the name that pyvider's have for it.
const CLIENT_KEY: &str = "PLUGIN_CLIENT_KEY";

/// As long as anybody waits.
pub(super) const LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
