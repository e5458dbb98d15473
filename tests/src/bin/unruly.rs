//! A plugin that starts in its own way: `unruly ORDERS PLUGIN [ARGUMENTS]` takes its next order from the folder `ORDERS`, and
//! then becomes the plugin, if it was not ordered to do something else. Without an order it just becomes the plugin.
//!
//! | order | what it does |
//! |---|---|
//! | `slow` | waits for a while before |
//! | `half` | prints half of a handshake line, and ends |
//! | `mute` | prints nothing, and stays |
//! | `deaf` | becomes the plugin with a stderr that nobody reads any more |

#![expect(clippy::print_stdout, reason = "it plays a plugin that prints")]

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let orders = arguments.next().expect("the folder of orders is named");
    let mut command = Command::new(arguments.next().expect("the plugin is named"));
    command.args(arguments);
    match next(Path::new(&orders)).as_deref() {
        Some("slow") => std::thread::sleep(Duration::from_millis(1200)),
        Some("half") => {
            print!("1|1|unix|/tmp/plu");
            let _ = std::io::stdout().flush();
            return;
        }
        Some("mute") => loop {
            std::thread::park();
        },
        Some("deaf") => {
            let (_, write) = std::io::pipe().expect("a pipe can be made");
            command.stderr(write);
        }
        _ => {}
    }
    let refused = command.exec();
    panic!("{refused}");
}

/// Takes an order away; each is a file, so that two processes never take the same.
fn next(orders: &Path) -> Option<String> {
    let entries = std::fs::read_dir(orders).ok()?.flatten();
    entries.map(|entry| entry.path()).find_map(|path| {
        let name = path.file_name()?.to_str()?.split('-').next()?.to_owned();
        std::fs::remove_file(&path).ok().map(|()| name)
    })
}
