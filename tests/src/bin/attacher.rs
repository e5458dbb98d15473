//! A host that attaches to the plugin of the configuration it is given, so many times, one after another, and says what it
//! holds before and after.

#![expect(clippy::print_stdout, reason = "the tests read what it says")]

use kv::{Kv as _, KvClient, kv as service};
use pintle::{Attacher, Error, Output, Reattach};
use tokio::runtime::Handle;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let reattach: Reattach = arguments.next().and_then(|text| text.parse().ok()).expect("a configuration comes first");
    let times: usize = arguments.next().and_then(|text| text.parse().ok()).expect("how often comes second");
    // Once before counting: runtimes and libraries open what they keep.
    once(&reattach).await.expect("the plugin works");
    println!("{}", holdings());
    for _ in 0..times {
        once(&reattach).await.expect("the plugin works");
    }
    println!("{}", holdings());
}

async fn once(reattach: &Reattach) -> Result<(), Error> {
    let attacher = Attacher::new(service::HANDSHAKE, reattach.clone());
    let plugin = attacher.stdout(Output::Discard).stderr(Output::Discard).attach().await?;
    let kv: KvClient = plugin.client();
    kv.put("k".to_owned(), b"v".to_vec()).await.expect("the store stores");
    drop((kv, plugin));
    // What was spawned is dropped when the runtime next runs.
    while Handle::current().metrics().num_alive_tasks() > 0 {
        tokio::task::yield_now().await;
    }
    Ok(())
}

fn holdings() -> String {
    let descriptors = std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    format!("descriptors {descriptors}")
}
