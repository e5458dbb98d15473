//! Whatever may happen next, each on its own.

use super::super::{Arrival, Door, Opening, Ticket, WINDOW};
use super::world::{Acceptor, Arrived, Dialler, Event, Item, World};
use crate::generated::ConnInfo;

type Step = fn(&World) -> Option<World>;

/// All of them; a step that cannot happen now is None.
pub(super) const STEPS: [Step; 8] = [
    dialler_does,
    acceptor_does,
    message_leaves,
    stream_leaves,
    wire_delivers,
    message_is_read,
    answer_is_read,
    stream_is_heard,
];

fn dialler_does(world: &World) -> Option<World> {
    let mut world = world.clone();
    let now = world.now();
    let acts = match (world.to_do.0.pop_front()?, &mut world.dialler) {
        (Event::Dial(ticket, id), dialler) => {
            let ticket = Ticket(ticket);
            world.tickets.insert(ticket, id);
            world.waiting.insert(ticket);
            match dialler {
                Dialler::Ours(desk) => desk.dial(ticket, id, now),
                Dialler::Go(dialler) => dialler.dial(ticket, id),
            }
        }
        (Event::GiveUp(ticket), dialler) => {
            let ticket = Ticket(ticket);
            if world.waiting.remove(&ticket) {
                world.knocks = world.knocks.saturating_sub(1);
            }
            match dialler {
                Dialler::Ours(desk) => {
                    desk.give_up(ticket, world.tickets[&ticket]);
                    Vec::new()
                }
                Dialler::Go(dialler) => dialler.give_up(ticket),
            }
        }
        (event, _) => panic!("{event:?} is nothing that a dialler does"),
    };
    world.dialler_acts(acts);
    Some(world)
}

fn acceptor_does(world: &World) -> Option<World> {
    let mut world = world.clone();
    let start = world.start;
    let acts = match (world.to_do.1.pop_front()?, &mut world.acceptor) {
        (Event::Open(id), Acceptor::Ours(desk)) => {
            let offer = ConnInfo { service_id: id, network: "unix".into(), address: "/p".into(), knock: None };
            let offer = Some(offer).filter(|_| !desk.agreed.multiplexed);
            desk.open(id, Door::by_hand(), offer).expect("it is opened once")
        }
        (Event::Open(id), Acceptor::Go(acceptor)) => acceptor.open(id),
        (Event::Shut(id), Acceptor::Ours(desk)) => desk.shut(id),
        (Event::Shut(id), Acceptor::Go(acceptor)) => {
            acceptor.open.remove(&id);
            Vec::new()
        }
        (Event::Expire, Acceptor::Ours(desk)) => desk.expire(start + WINDOW),
        (Event::Expire, Acceptor::Go(_)) => Vec::new(),
        (event, _) => panic!("{event:?} is nothing that an acceptor does"),
    };
    world.acceptor_acts(acts);
    Some(world)
}

fn message_leaves(world: &World) -> Option<World> {
    let mut world = world.clone();
    let message = world.told.pop_front()?;
    world.wire.push_back(Item::Message(message));
    Some(world)
}

fn stream_leaves(world: &World) -> Option<World> {
    let mut world = world.clone();
    let opening = world.opened.pop_front()?;
    world.wire.push_back(Item::Stream(opening));
    Some(world)
}

fn wire_delivers(world: &World) -> Option<World> {
    let mut world = world.clone();
    match world.wire.pop_front()? {
        Item::Message(message) => world.read.push_back(message),
        Item::Stream(Opening { ticket, turn }) => {
            let arrival = match &mut world.acceptor {
                Acceptor::Ours(desk) => desk.arrived(),
                Acceptor::Go(acceptor) => acceptor.arrived(),
            };
            let wanted = ticket.map(|ticket| world.tickets[&ticket]);
            match (wanted, arrival) {
                (Some(wanted), Arrival::Door(id)) if wanted != id => world.misled.push((wanted, Arrived::Door(id))),
                (Some(wanted), Arrival::Unannounced) => world.misled.push((wanted, Arrived::Main)),
                _ => {}
            }
            world.taken.extend(turn);
        }
    }
    Some(world)
}

fn message_is_read(world: &World) -> Option<World> {
    let mut world = world.clone();
    let message = world.read.pop_front()?;
    let now = world.start;
    let acts = match &mut world.acceptor {
        Acceptor::Ours(desk) => desk.heard(message, now),
        Acceptor::Go(acceptor) => acceptor.knocked(message.service_id),
    };
    world.acceptor_acts(acts);
    Some(world)
}

fn answer_is_read(world: &World) -> Option<World> {
    let mut world = world.clone();
    let message = world.back.pop_front()?;
    let now = world.now();
    let acts = match &mut world.dialler {
        Dialler::Ours(desk) => desk.heard(message, now),
        Dialler::Go(dialler) => {
            let error = message.knock.map(|knock| knock.error).unwrap_or_default();
            dialler.answered(message.service_id, &error)
        }
    };
    world.dialler_acts(acts);
    Some(world)
}

/// The dialler's turn is over.
fn stream_is_heard(world: &World) -> Option<World> {
    let mut world = world.clone();
    let (turn, now) = (world.taken.pop_front()?, world.now());
    let acts = match &mut world.dialler {
        Dialler::Ours(desk) => desk.taken(turn, now),
        Dialler::Go(_) => Vec::new(),
    };
    world.dialler_acts(acts);
    Some(world)
}

/// Nothing else happens, and the window passes at the dialler: as often as there are attempts.
pub(super) fn time_passes(world: &World) -> Option<World> {
    if world.windows as usize == world.tickets.len() {
        return None;
    }
    let mut world = world.clone();
    world.windows += 1;
    // Whatever was not answered by now is not outstanding any more.
    world.knocks = 0;
    let now = world.now();
    let acts = match &mut world.dialler {
        Dialler::Ours(desk) => desk.expire(now),
        Dialler::Go(_) => Vec::new(),
    };
    world.dialler_acts(acts);
    Some(world)
}
