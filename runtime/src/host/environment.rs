//! The one place that reads a host's environment.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use super::settings::{Env, Settings, Trust};
use crate::error::{ConfigError, Mistake};
use crate::handshake::{AUTO_MTLS, Reattach, demands_tls};

/// Those of this program's variables that a plugin inherits; `None` where it inherits all of them.
pub(super) fn inherited(env: &Env) -> Option<Vec<(OsString, OsString)>> {
    let names = match env {
        Env::All => return None,
        Env::None => return Some(Vec::new()),
        Env::Only(names) => names,
    };
    Some(names.iter().filter_map(|name| Some((name.clone(), env::var_os(name)?))).collect())
}

/// The plugin of this cookie that a person runs, and that is attached to instead of launched (wire.md A8).
pub(super) fn debugged(cookie_key: &str) -> Result<Option<Reattach>, ConfigError> {
    let Some(value) = env::var_os(REATTACH).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let mut named = Reattach::by_name(&value.to_string_lossy()).map_err(ConfigError::Reattach)?;
    // Whoever wrote it, it is not ours to end.
    Ok(named.remove(cookie_key).map(|reattach| Reattach { test: true, ..reattach }))
}

/// Where a program is looked for: in the `PATH` that its command sets, or else in this program's.
pub(super) fn search_path(command: &Command) -> OsString {
    let own = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value);
    own.map(ToOwned::to_owned).or_else(|| env::var_os("PATH")).unwrap_or_else(|| "/bin:/usr/bin".into())
}

/// Whether whoever runs this program demands mutual TLS of a launch that has none.
pub(super) fn judge(settings: &Settings) -> Result<(), ConfigError> {
    let is_plaintext = matches!(settings.trust, Trust::Nobody);
    let value = env::var_os(AUTO_MTLS).map(|value| value.to_string_lossy().into_owned());
    let mistake = match demands_tls(value.as_deref()) {
        Ok(demanded) if is_plaintext && (demanded || settings.demands_tls) => Mistake::new(
            AUTO_MTLS,
            value.unwrap_or_default(),
            "unset: this launch is plaintext, by `Launcher::security`",
        ),
        Ok(_) => return Ok(()),
        Err(mistake) => mistake,
    };
    Err(ConfigError::Invalid { mistakes: vec![mistake] })
}

/// Where a socket directory may be made, best first. The user's runtime directory is private, and no cleaner looks into it;
/// systemd gives a service one of its own.
pub(super) fn socket_parents() -> Vec<PathBuf> {
    let first = |list: OsString| env::split_paths(&list).next();
    let runtime =
        ["XDG_RUNTIME_DIR", "RUNTIME_DIRECTORY"].into_iter().filter_map(|name| env::var_os(name).and_then(first));
    runtime.filter(|path| path.is_absolute()).chain([env::temp_dir(), PathBuf::from("/tmp")]).collect()
}

/// Plugins that a person runs, by cookie key.
const REATTACH: &str = "PINTLE_REATTACH";
