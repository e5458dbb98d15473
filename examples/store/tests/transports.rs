//! Transports: which endpoints there are, who may reach them, and what goes wrong with them.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};

use pintle::testing::{self, InProcess};
use pintle::{Address, ErrorKind, Transport};
use store::{Kv, KvClient, KvServer, Memory};

// region: unix
#[tokio::test]
async fn a_unix_socket_is_for_its_owner_alone() {
    let path = testing::socket_path().unwrap();
    let plugin = InProcess::service(KvServer::new(Memory::default())).listen(&path).start().await.unwrap();
    assert_eq!(plugin.address(), Some(&path.address()));
    let file = std::fs::metadata(&path).unwrap();
    assert!(file.file_type().is_socket());
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    plugin.client::<KvClient>().put("a".into(), vec![1]).await.unwrap();
}
// endregion

// region: tcp
#[tokio::test]
async fn a_free_port_is_found_without_a_race() {
    let listener = testing::tcp_listener().await.unwrap();
    let expected: Address = listener.local_addr().unwrap().to_string().parse().unwrap();
    let plugin = InProcess::service(KvServer::new(Memory::default())).listen(listener).start().await.unwrap();
    assert_eq!(plugin.address(), Some(&expected));
    plugin.client::<KvClient>().put("a".into(), vec![1]).await.unwrap();
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error_and_not_shared() {
    let first = InProcess::service(KvServer::new(Memory::default())).listen(Transport::Tcp).start().await.unwrap();
    let address = first.address().unwrap().clone();
    let second = InProcess::service(KvServer::new(Memory::default())).listen(address).start().await.unwrap_err();
    assert_eq!((second.kind(), second.code()), (ErrorKind::Transport, "transport.bind"), "{second}");
}
// endregion

// region: nothing
#[tokio::test]
async fn a_path_where_nothing_is_is_told_at_once() {
    let Err(error) = testing::dial(&"/tmp/nonexistent.sock".parse().unwrap()).await else { panic!("it is there") };
    assert!(error.message().contains("does not exist"), "{error}");
}
// endregion
