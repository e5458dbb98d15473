//! Ends that are well, but do not speak the same protocol.

/// Both ends are well, but do not speak the same protocol.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// The plugin speaks another version of go-plugin's own protocol (wire.md V1, L7).
    #[error("the plugin speaks version {seen} of the core protocol; this host speaks version 1")]
    CoreVersion {
        /// The version in the plugin's handshake line.
        seen: u32,
    },

    /// The plugin serves no version of the application's protocol that the host offered (wire.md V7).
    #[error("the plugin serves version {plugin} of the protocol; this host offers {host:?}")]
    Version {
        /// The version in the plugin's handshake line.
        plugin: u32,
        /// The versions that the host offered, ascending.
        host: Vec<u32>,
    },

    /// The plugin speaks something other than gRPC, such as Go's net/rpc (wire.md L9).
    #[error("the plugin speaks {seen:?}; this host speaks \"grpc\"")]
    NotGrpc {
        /// The protocol in the plugin's handshake line; `netrpc` when it names none.
        seen: String,
    },

    /// The launch requires multiplexing, and the plugin cannot do it (wire.md L11).
    #[error("the plugin cannot broker over one connection (it says {seen:?})")]
    NoMultiplexing {
        /// Field 7 of the plugin's handshake line; empty when it has none.
        seen: String,
    },

    /// The reattach configuration does not say which version the plugin serves, and this host speaks several (wire.md A6).
    #[error("the reattach configuration names no version, and this host speaks {host:?}")]
    UnknownVersion {
        /// The versions that the host speaks, ascending.
        host: Vec<u32>,
    },

    /// The plugin takes one connection only, which the host has that launched it (wire.md X1, X13).
    #[error("the plugin was launched to broker over one connection, and takes no other")]
    OneConnection,
}

impl ProtocolError {
    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CoreVersion { .. } => "protocol.core_version",
            Self::Version { .. } => "protocol.version",
            Self::NotGrpc { .. } => "protocol.not_grpc",
            Self::NoMultiplexing { .. } => "protocol.no_multiplexing",
            Self::UnknownVersion { .. } => "protocol.unknown_version",
            Self::OneConnection => "protocol.one_connection",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::CoreVersion { .. } => "rebuild the plugin with a current go-plugin or pintle",
            Self::Version { .. } => "upgrade whichever of the two is older",
            Self::NotGrpc { .. } => "give the plugin a gRPC server; in Go, `GRPCServer: plugin.DefaultGRPCServer`",
            Self::NoMultiplexing { .. } => "rebuild the plugin with go-plugin 1.6 or later, or do without multiplexing",
            Self::UnknownVersion { .. } => "write its version into `ProtocolVersion`, or offer only that one",
            Self::OneConnection => "launch it with `Launcher::multiplex(Multiplex::Off)`",
        }
    }
}
