//! Every key that a user of such systems may have, and what becomes of it here. `docs/configuration.md` says the same.

/// A setting by name, as files and the environment have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) fate: Fate,
}

/// What becomes of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is acted on.
    Set,
    /// The same, and it is a path: `file://` before it means that very file, not what is in it.
    Path,
    /// The same, but it is not read from the environment: there a go-plugin host has put it for its plugin (wire.md E4, E6), or it
    /// belongs to what the host has put there.
    SetByFile,
    /// The same, and what it says is shown to nobody.
    Secret(Place),
    /// There is nothing here that it could mean.
    NotOffered,
}

/// Where a secret is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Anywhere,
    /// Not from the environment.
    File,
}

impl Key {
    pub(crate) fn of(name: &str) -> Option<Self> {
        KEYS.iter().find(|key| key.name == name).copied()
    }

    /// The known name that is most like this one, if any is alike.
    pub(crate) fn nearest(name: &str) -> Option<&'static str> {
        const ALIKE: usize = 4;
        let offered = KEYS.iter().filter(|key| key.is_offered());
        let distances = offered.map(|key| (distance(&name.to_ascii_uppercase(), key.name), key.name));
        distances.min().filter(|(distance, _)| *distance <= ALIKE).map(|(_, name)| name)
    }

    pub(crate) fn is_offered(self) -> bool {
        self.fate != Fate::NotOffered
    }

    pub(super) fn is_path(self) -> bool {
        self.fate == Fate::Path
    }

    pub(super) fn is_secret(self) -> bool {
        matches!(self.fate, Fate::Secret(_))
    }

    pub(super) fn is_read_from_environment(self) -> bool {
        matches!(self.fate, Fate::Set | Fate::Path | Fate::Secret(Place::Anywhere))
    }
}

/// How many letters must be added, removed or replaced to make the one of the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, left) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], above + 1);
        for (at, right) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

const fn set(name: &'static str) -> Key {
    Key { name, fate: Fate::Set }
}

const fn path(name: &'static str) -> Key {
    Key { name, fate: Fate::Path }
}

const fn by_file(name: &'static str) -> Key {
    Key { name, fate: Fate::SetByFile }
}

const fn secret(name: &'static str, place: Place) -> Key {
    Key { name, fate: Fate::Secret(place) }
}

const fn not_offered(name: &'static str) -> Key {
    Key { name, fate: Fate::NotOffered }
}

pub(super) const HANDSHAKE_TIMEOUT: &str = "PLUGIN_HANDSHAKE_TIMEOUT";
pub(super) const OFFERED: &str = "PLUGIN_PROTOCOL_VERSIONS";
pub(super) const SERVED: &str = "SUPPORTED_PROTOCOL_VERSIONS";
pub(super) const LOG_LEVEL: &str = "PLUGIN_LOG_LEVEL";
pub(super) const TRANSPORTS: &str = "PLUGIN_SERVER_TRANSPORTS";
pub(super) const PORT: &str = "PLUGIN_SERVER_PORT";
pub(super) const GRACE: &str = "PLUGIN_GRPC_GRACE_PERIOD";
pub(super) const SHUTDOWN_FILE: &str = "PLUGIN_SHUTDOWN_FILE_PATH";
pub(super) const RATE_LIMIT: &str = "PLUGIN_RATE_LIMIT_ENABLED";
pub(super) const RATE_BURST: &str = "PLUGIN_RATE_LIMIT_BURST_CAPACITY";
pub(super) const RATE: &str = "PLUGIN_RATE_LIMIT_REQUESTS_PER_SECOND";
pub(super) const HOST_CERTIFICATE: &str = "PLUGIN_CLIENT_CERT";
pub(super) const HOST_KEY: &str = "PLUGIN_CLIENT_KEY";
pub(super) const HOST_CERTIFICATE_FILE: &str = "PLUGIN_CLIENT_CERT_FILE";
pub(super) const HOST_KEY_FILE: &str = "PLUGIN_CLIENT_KEY_FILE";
pub(super) const HOST_ROOTS: &str = "PLUGIN_CLIENT_ROOT_CERTS";
pub(super) const PLUGIN_CERTIFICATE: &str = "PLUGIN_SERVER_CERT";
pub(super) const PLUGIN_KEY: &str = "PLUGIN_SERVER_KEY";
pub(super) const PLUGIN_ROOTS: &str = "PLUGIN_SERVER_ROOT_CERTS";
pub(super) const PLUGIN_NAME: &str = "PLUGIN_SERVER_NAME";
pub(super) const HOST_NAME: &str = "PLUGIN_CLIENT_NAME";

/// What belongs together of a host: chain, key and roots.
pub(crate) const HOST_KEYS: [&str; 3] = [HOST_CERTIFICATE_FILE, HOST_KEY_FILE, PLUGIN_ROOTS];

/// The same of a plugin.
pub(crate) const PLUGIN_KEYS: [&str; 3] = [PLUGIN_CERTIFICATE, PLUGIN_KEY, HOST_ROOTS];

/// pyvider's fields, in its order; then its other inputs; then pintle's own.
pub(crate) const KEYS: [Key; 63] = [
    not_offered("PLUGIN_CORE_VERSION"),
    by_file(OFFERED),
    not_offered("PLUGIN_PROTOCOL_VERSION"),
    set(SERVED),
    not_offered("PLUGIN_MAGIC_COOKIE_KEY"),
    not_offered("PLUGIN_MAGIC_COOKIE_VALUE"),
    set(LOG_LEVEL),
    set(HANDSHAKE_TIMEOUT),
    not_offered("PLUGIN_CONNECTION_TIMEOUT"),
    not_offered("PLUGIN_CHANNEL_READY_TIMEOUT"),
    not_offered("PLUGIN_SERVER_READY_TIMEOUT"),
    set(TRANSPORTS),
    not_offered("PLUGIN_CLIENT_TRANSPORTS"),
    not_offered("PLUGIN_SUPPORTED_TRANSPORTS"),
    not_offered("PLUGIN_TRANSPORT_BUFFER_SIZE"),
    not_offered("PLUGIN_BUFFER_SIZE"),
    not_offered("PLUGIN_CHUNK_SIZE"),
    set(crate::handshake::AUTO_MTLS),
    not_offered("PLUGIN_MTLS_CERT_DIR"),
    path(HOST_CERTIFICATE_FILE),
    path(HOST_KEY_FILE),
    set(HOST_ROOTS),
    not_offered("PLUGIN_INSECURE"),
    not_offered("PLUGIN_CERT_VALIDITY_DAYS"),
    set(PLUGIN_CERTIFICATE),
    secret(PLUGIN_KEY, Place::Anywhere),
    set(PLUGIN_ROOTS),
    by_file(HOST_CERTIFICATE),
    secret(HOST_KEY, Place::File),
    not_offered("PLUGIN_CA_CERT"),
    not_offered("PLUGIN_GRPC_KEEPALIVE_TIME_MS"),
    not_offered("PLUGIN_GRPC_KEEPALIVE_TIMEOUT_MS"),
    set(GRACE),
    not_offered("PLUGIN_GRPC_MAX_RECEIVE_MESSAGE_SIZE"),
    not_offered("PLUGIN_GRPC_MAX_SEND_MESSAGE_SIZE"),
    not_offered("PLUGIN_CLIENT_MAX_RETRIES"),
    not_offered("PLUGIN_CLIENT_RETRY_DELAY"),
    not_offered("PLUGIN_CLIENT_BACKOFF_MULTIPLIER"),
    not_offered("PLUGIN_CLIENT_MAX_RETRY_DELAY"),
    not_offered("PLUGIN_CLIENT_RETRY_ENABLED"),
    not_offered("PLUGIN_CLIENT_INITIAL_BACKOFF_MS"),
    not_offered("PLUGIN_CLIENT_MAX_BACKOFF_MS"),
    not_offered("PLUGIN_CLIENT_RETRY_JITTER_MS"),
    not_offered("PLUGIN_CLIENT_RETRY_TOTAL_TIMEOUT_S"),
    not_offered("PLUGIN_SERVER_HOST"),
    set(PORT),
    not_offered("PLUGIN_SERVER_UNIX_SOCKET_PATH"),
    path(SHUTDOWN_FILE),
    not_offered("PLUGIN_IGNORE_SIGINT"),
    set(RATE_LIMIT),
    set(RATE_BURST),
    set(RATE),
    not_offered("PLUGIN_HEALTH_SERVICE_ENABLED"),
    not_offered("PLUGIN_UI_ENABLED"),
    not_offered("PLUGIN_SHOW_EMOJI_MATRIX"),
    not_offered("PLUGIN_EXIT_ON_STOP"),
    not_offered("PLUGIN_TIMEOUT_GRACEFUL_SHUTDOWN"),
    not_offered("PYVIDER_CLIENT_CERT_CURVE"),
    not_offered("TEMP_DIR"),
    not_offered("PYTEST_CURRENT_TEST"),
    not_offered("PROVIDE_LOG_LEVEL"),
    set(PLUGIN_NAME),
    set(HOST_NAME),
];
