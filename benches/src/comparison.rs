//! What was seen, and pintle beside the others.

use pintle_benches::Security;
use pintle_benches::table::{lines, number};

use crate::column::{Column, Peer};
use crate::row::{ROWS, Row};

/// All medians, then pintle's as shares of the others'.
pub(crate) fn report(security: Security, columns: &[Column]) -> String {
    let absolute = absolute(columns);
    let against = [Peer::GoPlugin, Peer::Tonic].map(|peer| ratios(security, columns, peer));
    format!("## {security}\n\n{absolute}\n{}", against.join("\n"))
}

fn absolute(columns: &[Column]) -> String {
    let heads = columns.iter().map(Column::to_string);
    let head = std::iter::once(String::new()).chain(heads).collect();
    let body = ROWS.iter().map(|row| {
        let figures = columns.iter().map(|column| number(column.median(row)));
        std::iter::once(row.name.to_owned()).chain(figures).collect()
    });
    lines(std::iter::once(head).chain(body).collect())
}

fn ratios(security: Security, columns: &[Column], peer: Peer) -> String {
    let pairs: Vec<_> = columns.iter().filter_map(|ours| Some((ours, other(columns, peer, ours)?))).collect();
    if pairs.is_empty() {
        return String::new();
    }
    let heads = pairs.iter().map(|(ours, _)| ours.to_string());
    let head = [format!("pintle / {peer}"), "goal".to_owned()].into_iter().chain(heads).collect();
    let body = ROWS.iter().filter_map(|row| {
        let goal = row.goal(peer, security);
        let cells: Option<Vec<_>> =
            pairs.iter().map(|(ours, other)| Some(ours.median(row)? / other.median(row)?)).collect();
        let cells = cells?.into_iter().map(|ratio| match goal {
            Some(goal) if !goal.is_met_by(ratio) => format!("{ratio:.2} !"),
            _ => format!("{ratio:.2}  "),
        });
        let goal = goal.map(|goal| goal.to_string()).unwrap_or_default();
        Some([name(row), goal].into_iter().chain(cells).collect())
    });
    lines(std::iter::once(head).chain(body).collect())
}

/// The column of `peer` to compare with: the same flavours, where it has any. Pintle is compared with others only.
fn other<'a>(columns: &'a [Column], peer: Peer, ours: &Column) -> Option<&'a Column> {
    let fits = |column: &&Column| column.peer == peer && (column.flavors.is_none() || column.flavors == ours.flavors);
    columns.iter().find(fits).filter(|_| ours.peer == Peer::Pintle)
}

/// The name without its unit.
fn name(row: &Row) -> String {
    row.name.rsplit_once(", ").map_or(row.name, |(name, _)| name).to_owned()
}
