//! The socket files beside the plugin's own: those of what is lent (wire.md B2).

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use pintle::Address;

use crate::files::{made, names, watched};

/// A folder that is watched.
pub struct Sockets {
    folder: PathBuf,
    watch: OwnedFd,
}

/// What became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lent {
    /// How many files were ever made there beside the plugin's own.
    pub made: usize,
    /// How many of them are still there.
    pub remain: usize,
}

impl Sockets {
    /// From now on.
    pub fn watch(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), watch: watched(folder) }
    }

    /// Around a plugin's own.
    pub fn around(address: &Address) -> Option<Self> {
        match address {
            Address::Unix(socket) => Some(Self::watch(socket.parent().unwrap())),
            _ => None,
        }
    }

    /// What there was beside `own`, once the rest is gone, or will not go.
    pub async fn beside(self, own: &str) -> Lent {
        let is_other = |name: &Path| Path::new(own).file_name() != Some(name.as_os_str());
        let mut made = made(&self.watch);
        // Go makes a file to find a name, removes it, and makes a socket of that name.
        made.sort_unstable();
        made.dedup();
        let made = made.iter().filter(|name| is_other(Path::new(name))).count();
        let others = || names(&self.folder).iter().filter(|name| is_other(Path::new(name))).count();
        let gone = async {
            while others() > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        // There is no event for it that is worth its code.
        _ = tokio::time::timeout(Duration::from_secs(5), gone).await;
        Lent { made, remain: others() }
    }
}
