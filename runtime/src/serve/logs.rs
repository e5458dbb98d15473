//! The plugin's logs: `tracing` events to the original stderr.

use std::fs::File;
use std::sync::Arc;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, Registry};

use crate::log::HclogLayer;

/// Sends the plugin's events to the host; unless the plugin has a subscriber of its own.
pub(crate) fn install(stderr: Arc<File>) {
    let quiet = NETWORK.map(|target| (target, Level::WARN));
    let targets = Targets::new().with_default(Level::TRACE).with_targets(quiet);
    let subscriber = Registry::default().with(HclogLayer::new(stderr).with_filter(targets));
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// Crates below us that tell of every frame; a host sets the level, and it would have to be paid for before that.
const NETWORK: [&str; 6] = ["h2", "hyper", "hyper_util", "rustls", "tonic", "tower"];
