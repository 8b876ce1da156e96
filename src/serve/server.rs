//! Connections: bounded in number, in what they may send, and in time.

use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::address::Place;
use super::answer::Desk;
use super::board::State;
use super::error::ServeError;
use super::stall::Stalling;

/// Most connections at once; below what a process may open on every system (256).
const MAX_CONNECTIONS: usize = 224;

/// How long the head of a request may take, and how long a connection may wait for its next request.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// Largest head of a request, in bytes.
const MAX_HEAD_BYTES: usize = 32 * 1024;

/// Most headers of a request.
const MAX_HEADERS: usize = 64;

/// Why the server ends.
pub(super) enum End {
    /// Somebody ended the program.
    Requested,
    /// No site can be built.
    Failed(ServeError),
}

/// Answers requests until somebody ends the program, or `end` reports that there will be no site.
pub(super) fn run(
    place: Place,
    board: watch::Receiver<Arc<State>>,
    ends: UnboundedSender<End>,
    mut end: UnboundedReceiver<End>,
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(ServeError::System)?;
    let outcome = runtime.block_on(async move {
        let desk = Arc::new(Desk::new(board, place.address));
        let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        for listener in place.listeners {
            let listener = TcpListener::from_std(listener).map_err(ServeError::System)?;
            tokio::spawn(accept(listener, Arc::clone(&desk), Arc::clone(&room)));
        }
        watch_signals(ends).map_err(ServeError::System)?;
        match end.recv().await {
            Some(End::Failed(error)) => Err(error),
            Some(End::Requested) | None => Ok(()),
        }
    });
    // What is still connected is not waited for.
    runtime.shutdown_background();
    outcome
}

async fn accept(listener: TcpListener, desk: Arc<Desk>, room: Arc<Semaphore>) {
    loop {
        match listener.accept().await {
            // Nobody waits in a queue that only grows: above the bound a connection is closed at once.
            Ok((stream, _)) => {
                if let Ok(place) = Arc::clone(&room).try_acquire_owned() {
                    tokio::spawn(connection(stream, Arc::clone(&desk), place));
                }
            }
            // No more files may be open; some will be closed soon.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(stream: TcpStream, desk: Arc<Desk>, place: OwnedSemaphorePermit) {
    // An event is small and must not wait for the next one.
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request: Request<Incoming>| {
        let response = desk.answer(&request);
        async move { Ok::<_, Infallible>(response) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(MAX_HEAD_BYTES)
        .max_headers(MAX_HEADERS)
        .serve_connection(TokioIo::new(Stalling::new(stream)), service)
        .await;
    // A client that went away, or sent what is not HTTP, is not our failure.
    drop(served);
    drop(place);
}

/// Reports the first request to stop.
#[cfg(unix)]
fn watch_signals(ends: UnboundedSender<End>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let mut signals = kinds.into_iter().map(signal).collect::<Result<Vec<_>, _>>()?;
    tokio::spawn(async move {
        poll_fn(|context| {
            let is_asked = signals.iter_mut().any(|it| it.poll_recv(context).is_ready());
            if is_asked { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
        drop(ends.send(End::Requested));
    });
    Ok(())
}

/// Reports the first request to stop.
#[cfg(not(unix))]
fn watch_signals(ends: UnboundedSender<End>) -> std::io::Result<()> {
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            drop(ends.send(End::Requested));
        }
    });
    Ok(())
}
