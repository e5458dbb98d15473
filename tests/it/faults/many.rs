//! Many plugins in one program, of different hosts' making, all alive at the same time.

use futures_util::future::join_all;
use kv::{Kv as _, KvClient, kv as service};
use pintle::{Handshake, Plugin};
use pintle_tests::life::{Life as _, LifeClient, life};

use crate::harness::{LIFE, PROBE, command, launcher_with};

/// More than the threads of any pool that Python or tokio makes for two cores.
const MANY: usize = 40;

async fn launched(handshake: Handshake, program: &str) -> Plugin {
    launcher_with(handshake, command(program)).0.launch().await.unwrap()
}

// The cookies differ: `BASIC_PLUGIN=hello` and another.
#[tokio::test]
async fn forty_plugins_with_two_cookies_live_at_once() {
    let launches = (0..MANY).map(|number| match number % 2 {
        0 => launched(service::HANDSHAKE, PROBE),
        _ => launched(life::HANDSHAKE, LIFE),
    });
    let plugins = join_all(launches).await;
    assert_eq!(plugins.len(), MANY);
    for _ in 0..2 {
        for (number, plugin) in plugins.iter().enumerate() {
            let pid = match number % 2 {
                0 => String::from_utf8(plugin.client::<KvClient>().get("pid".into()).await.unwrap()).unwrap(),
                _ => plugin.client::<LifeClient>().pid().await.unwrap().to_string(),
            };
            assert_eq!(pid, plugin.pid().to_string());
        }
    }
    for exit in join_all(plugins.iter().map(Plugin::shutdown)).await {
        assert_eq!(exit.unwrap().code(), Some(0));
    }
}
