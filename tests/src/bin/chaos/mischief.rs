//! What is done to the plugins.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use fastrand::Rng;
use pintle::Supervised;
use rustix::process::{Pid, Signal, kill_process};

/// Does things to plugins, in an order that its seed decides.
pub(crate) struct Mischief<'a> {
    rng: Rng,
    plugins: &'a [Supervised],
    orders: PathBuf,
    sockets: PathBuf,
    /// What fills the disk; empty while it is not full.
    filling: Vec<PathBuf>,
    frozen: Vec<Pid>,
    count: u64,
    done: BTreeMap<&'static str, u64>,
}

impl<'a> Mischief<'a> {
    pub(crate) fn new(rng: Rng, plugins: &'a [Supervised], orders: PathBuf, sockets: PathBuf) -> Self {
        let (filling, frozen) = (Vec::new(), Vec::new());
        Self { rng, plugins, orders, sockets, filling, frozen, count: 0, done: BTreeMap::new() }
    }

    /// Does one thing to one plugin, and says how long to wait until the next.
    pub(crate) fn one(&mut self) -> Duration {
        let number = self.rng.usize(0..self.plugins.len());
        let what = match self.rng.u32(0..16) {
            0..4 => self.signal(number, Signal::KILL, "SIGKILL"),
            4..6 => self.signal(number, Signal::TERM, "SIGTERM"),
            6..8 => self.signal(number, Signal::STOP, "SIGSTOP"),
            8 => self.go_on(),
            9 => self.order(number, "slow"),
            10 => self.order(number, "half"),
            11 => self.order(number, "mute"),
            12..14 => self.order(number, "deaf"),
            14 => self.fill(),
            _ => self.free(),
        };
        *self.done.entry(what).or_default() += 1;
        Duration::from_millis(self.rng.u64(20..300))
    }

    /// Undoes what does not pass by itself, and tells what was done.
    pub(crate) fn over(mut self) -> String {
        self.free();
        self.go_on();
        format!("{:?}", self.done)
    }

    fn signal(&mut self, number: usize, signal: Signal, name: &'static str) -> &'static str {
        let pid = self.plugins[number].plugin().and_then(|plugin| Pid::from_raw(plugin.pid().cast_signed()));
        let Some(pid) = pid else { return "nothing, as there was no plugin" };
        // It may have gone meanwhile.
        let _ = kill_process(pid, signal);
        if signal == Signal::STOP {
            self.frozen.push(pid);
        }
        name
    }

    fn go_on(&mut self) -> &'static str {
        for pid in self.frozen.drain(..) {
            let ours = self
                .plugins
                .iter()
                .filter_map(Supervised::plugin)
                .any(|plugin| Pid::from_raw(plugin.pid().cast_signed()) == Some(pid));
            if ours {
                let _ = kill_process(pid, Signal::CONT);
            }
        }
        "SIGCONT"
    }

    /// The next start of a plugin goes so; it is due soon.
    fn order(&mut self, number: usize, order: &'static str) -> &'static str {
        self.count += 1;
        let file = self.orders.join(number.to_string()).join(format!("{order}-{}", self.count));
        File::create(file).expect("an order can be given");
        self.signal(number, Signal::KILL, "SIGKILL");
        order
    }

    /// Takes the last room on the disk of the socket directories.
    fn fill(&mut self) -> &'static str {
        for number in 0..MOST_FILES {
            let file = self.sockets.join(format!("filling-{number}"));
            if File::create(&file).is_err() {
                return "full disk";
            }
            self.filling.push(file);
        }
        self.free();
        "nothing, as the disk is too large to be filled"
    }

    fn free(&mut self) -> &'static str {
        for file in self.filling.drain(..) {
            let _ = std::fs::remove_file(file);
        }
        "room again"
    }
}

/// More than a small disk takes.
const MOST_FILES: u32 = 2_000;
