//! What is sent: the bytes of a file, or events for as long as a page is open.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::watch::Receiver;

use super::board::State;

/// After this long without an event something is sent all the same: that a page has gone away is only noticed so.
const BEAT: Duration = Duration::from_secs(15);

/// How soon a page asks again when the server does not answer.
const FIRST: &[u8] = b"retry: 1000\n\n";

/// The body of a response.
pub(super) enum Answer {
    /// A file; `None` once it is sent.
    Whole(Option<Bytes>),
    /// Events.
    Events(Events),
}

/// The events of the board, from the current one on.
pub(super) struct Events {
    next: Next,
    /// Held for as long as the page listens.
    _place: OwnedSemaphorePermit,
}

type Next = Pin<Box<dyn Future<Output = Option<(Bytes, Receiver<Arc<State>>)>> + Send>>;

impl Events {
    pub(super) fn new(mut board: Receiver<Arc<State>>, place: OwnedSemaphorePermit) -> Self {
        let event = board.borrow_and_update().event.clone();
        let first = Bytes::from([FIRST, event.as_ref()].concat());
        Self { next: Box::pin(async move { Some((first, board)) }), _place: place }
    }
}

/// The next event, or a sign of life; `None` when there will be no more.
async fn next(mut board: Receiver<Arc<State>>) -> Option<(Bytes, Receiver<Arc<State>>)> {
    match tokio::time::timeout(BEAT, board.changed()).await {
        Ok(Ok(())) => {
            let event = board.borrow_and_update().event.clone();
            Some((event, board))
        }
        Ok(Err(_)) => None,
        Err(_) => Some((Bytes::from_static(b": still here\n\n"), board)),
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|it| Ok(Frame::data(it)))),
            Self::Events(events) => events.next.as_mut().poll(context).map(|sent| {
                let (bytes, board) = sent?;
                events.next = Box::pin(next(board));
                Some(Ok(Frame::data(bytes)))
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => {
                let n = bytes.as_ref().map_or(0, Bytes::len);
                SizeHint::with_exact(u64::try_from(n).unwrap_or(u64::MAX))
            }
            Self::Events(_) => SizeHint::default(),
        }
    }
}
