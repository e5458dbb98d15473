//! Mutual TLS, of a host that offers a certificate.

use super::{refuses, variables};
use crate::testing::conformance::{Check, Level, Unmet, Way, Witnessed, verdict};
use crate::testing::misbehaving::{Fault, Misbehaving};
use crate::testing::probe::{Ran, Trial};
use crate::tls::Pinned;

/// The checks of this group, in the order of reports.
pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "tls-certificate",
        title: "it offers a certificate of its own",
        level: Level::Extra,
        facts: &["E6", "T2"],
        expected: "PLUGIN_CLIENT_CERT: a certificate in PEM",
        needs: &[],
        way: Way::Watch(certificate),
    },
    Check {
        id: "tls-fresh",
        title: "each run has a certificate of its own",
        level: Level::Required,
        facts: &["T1", "T14"],
        expected: "another certificate in a second run",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(fresh(trial, first))),
    },
    Check {
        id: "tls-proves",
        title: "it proves to be who it says",
        level: Level::Required,
        facts: &["T2", "T3", "T6"],
        expected: "calls over TLS, with HTTP/2 agreed on and exactly the certificate that it offered",
        needs: &[],
        way: Way::Watch(proves),
    },
    Check {
        id: "tls-other",
        title: "it refuses a plugin with another certificate than its line has",
        level: Level::Required,
        facts: &["T2", "T7"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(refuses_with(trial, first, &[Fault::OtherCertificate]))),
    },
    Check {
        id: "tls-plaintext",
        title: "it refuses a plugin that speaks no TLS, though it has asked for it",
        level: Level::Required,
        facts: &["T2", "T3"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, first| {
            Box::pin(refuses_with(trial, first, &[Fault::NoCertificate, Fault::Plaintext]))
        }),
    },
    Check {
        id: "tls-unreadable",
        title: "it refuses a plugin whose line has something for a certificate that is none",
        level: Level::Required,
        facts: &["L2", "T2"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(refuses_with(trial, first, &[Fault::BadCertificate]))),
    },
    Check {
        id: "tls-expired",
        title: "it refuses a plugin whose certificate has expired",
        level: Level::Expected,
        facts: &["T7"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(refuses_with(trial, first, &[Fault::ExpiredCertificate]))),
    },
    Check {
        id: "tls-unasked",
        title: "a certificate that it has not asked for makes it no crash",
        level: Level::Extra,
        facts: &["D6"],
        expected: "an end in time, and no words of a crash",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(unasked(trial, first))),
    },
];

fn offered(ran: &Ran) -> Result<&str, Unmet> {
    let certificate = variables(ran)?.get(CERTIFICATE).filter(|certificate| !certificate.is_empty());
    certificate.map(String::as_str).ok_or_else(|| Unmet::skipped("it offers no certificate"))
}

fn certificate(_: &Trial, ran: &Ran) -> Witnessed {
    match offered(ran) {
        Err(_) => Err(Unmet::failed("it offers none")),
        Ok(pem) => Pinned::from_pem(pem).map(|_| "a certificate in PEM".to_owned()).map_err(Unmet::failed),
    }
}

async fn fresh(trial: &Trial, first: &Ran) -> Witnessed {
    let before = offered(first)?;
    let again = trial.run(trial.plugin()).await?;
    verdict(offered(&again)? != before, "the certificates of two runs were compared")
}

fn proves(_: &Trial, ran: &Ran) -> Witnessed {
    offered(ran)?;
    // A good plugin takes nothing else: no other certificate, and no connection without HTTP/2 by ALPN.
    verdict(!ran.calls().is_empty(), format!("{} calls", ran.calls().len()))
}

async fn refuses_with(trial: &Trial, first: &Ran, faults: &[Fault]) -> Witnessed {
    offered(first)?;
    refuses(trial, faults.iter().copied().fold(trial.plugin(), Misbehaving::with)).await
}

async fn unasked(trial: &Trial, first: &Ran) -> Witnessed {
    if offered(first).is_ok() {
        return Err(Unmet::skipped("it asks for one"));
    }
    let ran = trial.run(trial.plugin().with(Fault::UnaskedCertificate)).await?;
    match ran.crash() {
        Some(crash) => Err(Unmet::failed(format!("{}: {crash}", ran.end()))),
        None => verdict(ran.ended(), ran.end()),
    }
}

const CERTIFICATE: &str = "PLUGIN_CLIENT_CERT";
const REFUSAL: &str = "no call, and an end in time that tells of it";
