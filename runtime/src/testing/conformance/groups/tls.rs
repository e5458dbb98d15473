//! Mutual TLS with certificates made for one start (AutoMTLS).

mod profile;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::time::timeout;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::der::oid::db::rfc5280::ID_KP_CLIENT_AUTH;

use crate::handshake::Line;
use crate::testing::conformance::calls::{PATIENCE, answer, told, whole};
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::{Trial, talks};
use crate::testing::host::{Approach, Identity, Started};
use crate::transport::dial;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "tls-certificate",
        title: "asked for TLS, its line has its certificate",
        level: Level::Required,
        facts: &["T3", "L2"],
        expected: "field 6: base64 without padding, of a certificate in DER",
        needs: &[],
        way: Way::Try(|trial| Box::pin(certificate(trial))),
    },
    Check {
        id: "tls-host",
        title: "its host gets in",
        level: Level::Required,
        facts: &["T2", "T3", "T5"],
        expected: "an answer to a host with a certificate like Go's, from the holder of the certificate in the line",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(host(trial))),
    },
    Check {
        id: "tls-names",
        title: "a Go host accepts its certificate",
        level: Level::Required,
        facts: &["T7"],
        expected: "the name localhost, dates around now, the use of servers or no limit of use",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(names(trial))),
    },
    Check {
        id: "tls-uses",
        title: "its certificate is good for calling back",
        level: Level::Expected,
        facts: &["T5", "T7"],
        expected: "the use of clients, or no limit of use",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(uses(trial))),
    },
    Check {
        id: "tls-nobody",
        title: "whoever shows no certificate is kept out",
        level: Level::Required,
        facts: &["T3", "T14"],
        expected: "no answer",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(nobody(trial))),
    },
    Check {
        id: "tls-stranger",
        title: "whoever shows another certificate is kept out",
        level: Level::Required,
        facts: &["T3", "T14"],
        expected: "no answer",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(stranger(trial))),
    },
    Check {
        id: "tls-namesake",
        title: "a certificate of one's own making with all the names of the host's is kept out",
        level: Level::Required,
        facts: &["T3", "T14"],
        expected: "no answer",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(namesake(trial))),
    },
    Check {
        id: "tls-plaintext",
        title: "whoever speaks no TLS is kept out",
        level: Level::Required,
        facts: &["T3", "T14"],
        expected: "no answer",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(plaintext(trial))),
    },
    Check {
        id: "tls-unreadable",
        title: "a host's certificate that cannot be read lets nobody in",
        level: Level::Required,
        facts: &["T3"],
        expected: "no line, or no answer",
        needs: &["tls-certificate"],
        way: Way::Try(|trial| Box::pin(unreadable(trial))),
    },
    Check {
        id: "tls-alpn",
        title: "it agrees on HTTP/2",
        level: Level::Required,
        facts: &["T6"],
        expected: "h2, by ALPN",
        needs: &["tls-host"],
        way: Way::Try(|trial| Box::pin(alpn(trial))),
    },
    Check {
        id: "tls-alpn-missing",
        title: "it wants agreement on HTTP/2",
        level: Level::Extra,
        facts: &["T6"],
        expected: "no answer to a host that does not name h2",
        needs: &["tls-host"],
        way: Way::Try(|trial| Box::pin(alpn_missing(trial))),
    },
    Check {
        id: "tls-curve",
        title: "a host with a P-256 certificate gets in",
        level: Level::Extra,
        facts: &["T7", "T10"],
        expected: "an answer",
        needs: &["tls-host"],
        way: Way::Try(|trial| Box::pin(curve(trial))),
    },
    Check {
        id: "tls-older",
        title: "a host of TLS 1.2 gets in",
        level: Level::Extra,
        facts: &["T2", "T5"],
        expected: "an answer",
        needs: &["tls-host"],
        way: Way::Try(|trial| Box::pin(older(trial))),
    },
];

async fn certificate(trial: &Trial) -> Seen {
    let identity = Identity::like_go().map_err(Unmet::failed)?;
    let mut started = trial.host().certificate(&identity).start().map_err(Unmet::failed)?;
    let text = match started.first_line(trial.patience).await {
        Ok(text) => text,
        Err(no_line) => return Err(Unmet::Failed(trial.ending(&mut started, &no_line).await)),
    };
    let field = text.trim_end().split('|').nth(5).unwrap_or_default();
    if field.is_empty() {
        return Err(Unmet::failed("field 6 is empty: it speaks no TLS"));
    }
    let der = STANDARD_NO_PAD.decode(field).map_err(|error| Unmet::Failed(format!("no base64 of Go's: {error}")))?;
    Certificate::from_der(&der).map_err(|error| Unmet::Failed(format!("no certificate: {error}")))?;
    Ok(format!("{} bytes", der.len()))
}

async fn host(trial: &Trial) -> Seen {
    let (started, line, identity) = trial.secured().await?;
    let connection = talks(&started, &line, &Approach::showing(&identity)).await?;
    let same = connection.certificate() == line.certificate.as_deref();
    verdict(same, if same { "an answer" } else { "an answer under another certificate than the line's" })
}

async fn names(trial: &Trial) -> Seen {
    let (_started, line, _) = trial.secured().await?;
    profile::introduces(&line.certificate.unwrap_or_default())
}

async fn uses(trial: &Trial) -> Seen {
    let (_started, line, _) = trial.secured().await?;
    profile::serves(&line.certificate.unwrap_or_default(), ID_KP_CLIENT_AUTH)
}

async fn nobody(trial: &Trial) -> Seen {
    let (mut started, line, _) = trial.secured().await?;
    kept_out(&mut started, &line, &Approach::tls()).await
}

async fn stranger(trial: &Trial) -> Seen {
    let (mut started, line, _) = trial.secured().await?;
    let stranger = Identity::of_p256().map_err(Unmet::failed)?;
    kept_out(&mut started, &line, &Approach::showing(&stranger)).await
}

async fn namesake(trial: &Trial) -> Seen {
    let (mut started, line, identity) = trial.secured().await?;
    let namesake = identity.namesake().map_err(Unmet::failed)?;
    kept_out(&mut started, &line, &Approach::showing(&namesake)).await
}

async fn plaintext(trial: &Trial) -> Seen {
    let (mut started, line, _) = trial.secured().await?;
    kept_out(&mut started, &line, &Approach::plaintext()).await
}

async fn unreadable(trial: &Trial) -> Seen {
    let identity = Identity::like_go().map_err(Unmet::failed)?;
    let garbled = identity.pem().replace('M', "?");
    let host = trial.host().variable("PLUGIN_CLIENT_CERT", garbled);
    let mut started = host.start().map_err(Unmet::failed)?;
    match started.line(trial.patience).await {
        Ok(line) => {
            kept_out(&mut started, &line, &Approach::plaintext()).await?;
            kept_out(&mut started, &line, &Approach::tls()).await?;
            kept_out(&mut started, &line, &Approach::showing(&identity)).await
        }
        Err(no_line) => Ok(no_line.to_string()),
    }
}

async fn alpn(trial: &Trial) -> Seen {
    let (started, line, identity) = trial.secured().await?;
    let connection = talks(&started, &line, &Approach::showing(&identity)).await?;
    let agreed = connection.protocol();
    verdict(agreed == Some(b"h2"), agreed.map_or("nothing".into(), String::from_utf8_lossy))
}

async fn alpn_missing(trial: &Trial) -> Seen {
    let (mut started, line, identity) = trial.secured().await?;
    kept_out(&mut started, &line, &Approach::showing(&identity).without_alpn()).await
}

async fn curve(trial: &Trial) -> Seen {
    let identity = Identity::of_p256().map_err(Unmet::failed)?;
    let (started, line) = trial.start(trial.host().certificate(&identity)).await?;
    talks(&started, &line, &Approach::showing(&identity)).await?;
    Ok("an answer".to_owned())
}

async fn older(trial: &Trial) -> Seen {
    let (started, line, identity) = trial.secured().await?;
    talks(&started, &line, &Approach::showing(&identity).older()).await?;
    Ok("an answer".to_owned())
}

/// Whether whoever comes like that gets no answer, of a plugin that is there all the time.
pub(super) async fn kept_out(started: &mut Started, line: &Line, approach: &Approach) -> Seen {
    drop(dial(&line.address).await.map_err(|error| Unmet::Failed(format!("it does not listen: {error}")))?);
    let connecting = timeout(PATIENCE, started.connect(&line.address, approach)).await;
    let seen = match connecting {
        Err(_) => "no connection in time".to_owned(),
        Ok(Err(error)) => whole(&error),
        Ok(Ok(connection)) => match answer(&connection).await {
            Ok(answer) => return Err(Unmet::Failed(format!("it answered: {}", told(&answer)))),
            Err(error) => error,
        },
    };
    match started.ended(Duration::ZERO).await {
        Some(status) => Err(Unmet::Failed(format!("it ended with {status}: {seen}"))),
        None => Ok(seen),
    }
}
