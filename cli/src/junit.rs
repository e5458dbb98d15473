//! The report as build servers read it.

use pintle::testing::conformance::{Finding, Level, Outcome, Report};
use quick_junit::{NonSuccessKind, Report as JUnit, TestCase, TestCaseStatus, TestSuite};

/// A suite for each group, a case for each check. Only what is required can fail: the rest that does is skipped, and says so.
pub(crate) fn of(report: &Report) -> JUnit {
    let mut junit = JUnit::new(format!("conformance of {}", report.command));
    junit.set_time(report.took);
    for group in report.findings.chunk_by(|one, other| one.group() == other.group()) {
        let mut suite = TestSuite::new(group[0].group());
        suite.add_test_cases(group.iter().map(case));
        junit.add_test_suite(suite);
    }
    junit
}

fn case(finding: &Finding) -> TestCase {
    let Finding { id, title, level, facts, expected, outcome, seen } = finding;
    let facts = facts.join(", ");
    let mut status = match outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Failed if *level == Level::Required => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Outcome::Failed | Outcome::Skipped => TestCaseStatus::skipped(),
    };
    match outcome {
        Outcome::Passed => {}
        Outcome::Failed => {
            let message = format!("failed, and is {level}: {title} (expected: {expected}; seen: {seen}; by {facts})");
            status.set_message(message);
        }
        Outcome::Skipped => _ = status.set_message(seen.as_str()),
    }
    let mut case = TestCase::new(*id, status);
    case.set_classname(finding.group());
    case
}
