//! The same command for another program.
//!
//! The standard library lets nobody change a command's program, and tells of a command only its arguments, variables and
//! directory. Streams, users and groups could get lost on the way to another command, and a plugin would run with rights
//! that were meant to be taken from it. What it does tell, of nearly all of that, is how a command looks to `Debug`: so the
//! copy has to look like the original. Whatever looks different, in whatever way, is no copy.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A command like `original` that runs `program`, and tells it the original's name; `None` where that cannot be had.
pub(super) fn carried(original: &Command, program: &Path) -> Option<Command> {
    let ways = [false, true].into_iter().flat_map(|clear| STDINS.iter().map(move |stdin| (clear, *stdin)));
    let shown = format!("{original:#?}");
    let mut alike = ways.filter(|way| format!("{:#?}", copy(original, original.get_program(), *way)) == shown);
    let mut command = copy(original, program.as_os_str(), alike.next()?);
    command.arg0(original.get_program());
    Some(command)
}

/// A copy, with one guess at what cannot be asked for: whether the environment is cleared, and what stdin is.
fn copy(original: &Command, program: &OsStr, (clear, stdin): (bool, Option<fn() -> Stdio>)) -> Command {
    let mut command = Command::new(program);
    command.args(original.get_args());
    if clear {
        command.env_clear();
    }
    for (name, value) in original.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    original.get_current_dir().map(|directory| command.current_dir(directory));
    stdin.map(|stdin| command.stdin(stdin()));
    command
}

const STDINS: [Option<fn() -> Stdio>; 3] = [None, Some(Stdio::null), Some(Stdio::inherit)];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(command: &Command) -> String {
        format!("{command:#?}")
    }

    #[test]
    fn what_can_be_told_is_carried() {
        let sets: [fn(&mut Command); 7] = [
            |_| {},
            |command| _ = command.arg("one").args(["two", ""]),
            |command| _ = command.env("A", "1").env_remove("B").current_dir("/"),
            |command| _ = command.env_clear(),
            |command| _ = command.env_clear().env("PATH", "/bin"),
            |command| _ = command.stdin(Stdio::null()),
            |command| _ = command.env_clear().stdin(Stdio::inherit()),
        ];
        for set in sets {
            let (mut original, mut expected) = (Command::new("kv"), Command::new("/proc/self/fd/9"));
            set(&mut original);
            set(&mut expected);
            expected.arg0("kv");
            let carried = carried(&original, Path::new("/proc/self/fd/9")).expect("it can be carried");
            assert_eq!(shown(&carried), shown(&expected));
        }
    }

    #[test]
    fn whatever_would_be_lost_is_noticed() {
        let sets: [fn(&mut Command); 8] = [
            |command| _ = command.uid(1),
            |command| _ = command.gid(1),
            |command| _ = command.process_group(0),
            |command| _ = command.arg0("other"),
            |command| _ = command.stdin(Stdio::piped()),
            |command| _ = command.stdin(std::fs::File::open("/dev/null").unwrap()),
            |command| _ = command.stdout(Stdio::null()),
            |command| _ = command.stderr(Stdio::null()),
        ];
        for set in sets {
            let mut original = Command::new("kv");
            set(&mut original);
            assert!(carried(&original, Path::new("/proc/self/fd/9")).is_none(), "{original:#?}");
        }
    }
}
