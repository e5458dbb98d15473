//! What is measured: a plugin of pintle's or one of tonic's, which the workload does not tell apart.

use std::future::Future;
use std::process::Stdio;

use kv::{Kv, KvClient, kv as service};
use pintle::{Launcher, Multiplex, Output, Plugin, Security, Status};
use pintle_benches::Result;
use pintle_benches::raw::RawClient;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::arguments::Launch;

/// A plugin that runs.
pub(crate) trait Subject: Sized + Send + Sync {
    /// What calls it.
    type Caller: Caller;

    /// Launches it, until it can be called.
    fn launch(launch: &Launch) -> impl Future<Output = Result<Self>> + Send;

    /// A new caller on the one connection.
    fn caller(&self) -> Self::Caller;

    /// Its process.
    fn pid(&self) -> u32;

    /// Ends it, and waits until it has ended.
    fn end(self) -> impl Future<Output = Result<()>> + Send;
}

/// The two methods, for a caller that is nobody else's.
pub(crate) trait Caller: Send + 'static {
    fn get(&mut self, key: String) -> impl Future<Output = std::result::Result<Vec<u8>, Status>> + Send;
    fn put(&mut self, key: String, value: Vec<u8>) -> impl Future<Output = std::result::Result<(), Status>> + Send;
}

/// A plugin of pintle's.
pub(crate) struct PintlePlugin {
    plugin: Plugin,
    client: KvClient,
}

impl Subject for PintlePlugin {
    type Caller = KvClient;

    async fn launch(launch: &Launch) -> Result<Self> {
        let security = if launch.trust.is_some() { Security::MutualTls } else { Security::Plaintext };
        let multiplex = if launch.sockets { Multiplex::Off } else { Multiplex::Auto };
        let launcher = Launcher::new(service::HANDSHAKE, launch.command()).security(security).multiplex(multiplex);
        let plugin = launcher.stdout(Output::Discard).stderr(Output::Discard).launch().await?;
        let client = plugin.client();
        Ok(Self { plugin, client })
    }

    fn caller(&self) -> KvClient {
        self.client.clone()
    }

    fn pid(&self) -> u32 {
        self.plugin.pid()
    }

    async fn end(self) -> Result<()> {
        self.plugin.shutdown().await?;
        Ok(())
    }
}

impl Caller for KvClient {
    async fn get(&mut self, key: String) -> std::result::Result<Vec<u8>, Status> {
        Kv::get(self, key).await
    }

    async fn put(&mut self, key: String, value: Vec<u8>) -> std::result::Result<(), Status> {
        Kv::put(self, key, value).await
    }
}

/// A child that serves the same with tonic alone.
pub(crate) struct TonicPlugin {
    client: RawClient,
    child: Child,
    _directory: TempDir,
}

impl Subject for TonicPlugin {
    type Caller = RawClient;

    async fn launch(launch: &Launch) -> Result<Self> {
        let directory = tempfile::tempdir()?;
        let socket = directory.path().join("socket");
        let mut command = launch.command();
        command.arg(&socket).stdout(Stdio::piped());
        if let Some(trust) = &launch.trust {
            trust.export(&mut command);
        }
        let mut child = Command::from(command).kill_on_drop(true).spawn()?;
        let stdout = child.stdout.take().ok_or("stdout was asked for")?;
        BufReader::new(stdout).lines().next_line().await?.ok_or("the plugin has ended")?;
        let client = RawClient::connect(socket, launch.trust.as_ref()).await?;
        Ok(Self { client, child, _directory: directory })
    }

    fn caller(&self) -> RawClient {
        self.client.clone()
    }

    fn pid(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }

    async fn end(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }
}

impl Caller for RawClient {
    async fn get(&mut self, key: String) -> std::result::Result<Vec<u8>, Status> {
        Ok(Self::get(self, key).await?)
    }

    async fn put(&mut self, key: String, value: Vec<u8>) -> std::result::Result<(), Status> {
        Ok(Self::put(self, key, value).await?)
    }
}
