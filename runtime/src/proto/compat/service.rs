//! Services and their methods: both are the path of a call.

use prost_types::{MethodDescriptorProto, ServiceDescriptorProto};

use super::version::Version;
use super::{Change, Finding};

/// Compares the services of two files.
pub(super) fn services(before: &Version<'_>, after: &Version<'_>) -> Vec<Finding> {
    let now = |was: &ServiceDescriptorProto| after.services.iter().find(|now| now.name() == was.name());
    let pairs = before.services.iter().map(|was| (was, now(was)));
    pairs
        .flat_map(|(was, now)| {
            now.map_or_else(|| vec![gone(before, after, was)], |now| methods(before, after, [was, now]))
        })
        .collect()
}

fn gone(before: &Version<'_>, after: &Version<'_>, service: &ServiceDescriptorProto) -> Finding {
    let name = service.name();
    let is = after.services.first().map_or_else(|| "gone".to_owned(), |now| format!("`{}`", now.name()));
    Finding {
        change: Change::Service,
        place: before.full(name),
        subject: "the service".to_owned(),
        was: format!("`{name}`"),
        is,
        fix: format!("keep the name on the wire: `#[plugin(name = \"{name}\")]`"),
    }
}

fn methods(before: &Version<'_>, after: &Version<'_>, [was, now]: [&ServiceDescriptorProto; 2]) -> Vec<Finding> {
    let is_new = now.method.iter().any(|now| was.method.iter().all(|was| was.name() != now.name()));
    let mut findings = Vec::new();
    for method in &was.method {
        let place = before.full(&format!("{}.{}", was.name(), method.name()));
        match now.method.iter().find(|now| now.name() == method.name()) {
            Some(now) => findings.extend(self::method([before, after], &place, [method, now])),
            None => findings.push(removed(place, method.name(), is_new)),
        }
    }
    findings
}

fn removed(place: String, name: &str, may_be_renamed: bool) -> Finding {
    let fix = match may_be_renamed {
        true => format!("keep the name on the wire: `#[rpc(name = \"{name}\")]`, or bring the method back"),
        false => "bring the method back; `#[deprecated]` says that it is not to be called".to_owned(),
    };
    let (subject, was, is) = (format!("method `{name}`"), "there".to_owned(), "gone".to_owned());
    Finding { change: Change::Method, place, subject, was, is, fix }
}

fn method(versions: [&Version<'_>; 2], place: &str, methods: [&MethodDescriptorProto; 2]) -> Vec<Finding> {
    let name = methods[0].name();
    let finding = |change, [was, is]: [String; 2], fix: String| {
        let (place, subject) = (place.to_owned(), format!("method `{name}`"));
        (was != is).then_some(Finding { change, place, subject, was, is, fix })
    };
    let [before, after] = versions;
    let [was, now] = methods;
    let requests = [before.local(was.input_type()), after.local(now.input_type())];
    let responses = [before.local(was.output_type()), after.local(now.output_type())];
    let streams = methods.map(|method| streaming(method).to_owned());
    let findings = [
        finding(Change::MethodStreams, streams, format!("leave `{name}` as it was, and add a method of another name")),
        finding(
            Change::Request,
            requests.map(quoted),
            format!("take `{}` again, or add a method of another name", requests[0]),
        ),
        finding(
            Change::Response,
            responses.map(quoted),
            format!("return `{}` again, or add a method of another name", responses[0]),
        ),
    ];
    findings.into_iter().flatten().collect()
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

fn streaming(method: &MethodDescriptorProto) -> &'static str {
    match (method.client_streaming(), method.server_streaming()) {
        (false, false) => "one request for one response",
        (true, false) => "a stream of requests for one response",
        (false, true) => "one request for a stream of responses",
        (true, true) => "a stream of requests for a stream of responses",
    }
}
