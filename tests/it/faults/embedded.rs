//! A server within a program that has more to do: the end of the one is not the end of the other.

use kv::{Kv as _, KvClient};
use pintle::EndedBy;
use rustix::process::Signal;

use crate::harness::{command, launcher};
use crate::process::signal;
use crate::started::soon;

const EMBEDDED: &str = env!("CARGO_BIN_EXE_embedded");

#[tokio::test]
async fn a_program_goes_on_after_its_server_has_ended() {
    for asked in [true, false] {
        let plugin = launcher(command(EMBEDDED)).0.launch().await.unwrap();
        let kv: KvClient = plugin.client();
        assert_eq!(kv.get("k".into()).await.unwrap(), b"k");
        if asked {
            let exit = plugin.shutdown().await.unwrap();
            assert_eq!((exit.code(), exit.by), (Some(7), EndedBy::Shutdown));
        } else {
            signal(plugin.pid(), Signal::TERM);
            assert_eq!(soon(plugin.ended()).await.status.unwrap().code(), Some(7));
        }
    }
}
