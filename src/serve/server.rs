//! Listening, and giving each connection its due and no more.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::time::sleep;

use super::answer::answer;
use super::desk::Desk;
use super::editor::Editor;
use super::guard::{Hosts, in_address};
use super::preview::Preview;
use crate::report::Words;

/// So many connections that are no tab's WebSocket are open at once. The oldest makes room for the
/// next one: whoever asks gets an answer within milliseconds, however many others say nothing.
const CONNECTIONS: usize = 128;
/// So many tabs are told of changes. With the connections, fewer than the 256 files that macOS
/// gives a program.
const TABS: usize = 64;
/// A request must have arrived by then.
const HEAD: Duration = Duration::from_secs(10);
/// Ports that are tried after the one that was asked for.
const NEXT: u16 = 100;

/// How a preview is served.
#[derive(Debug)]
pub struct Settings {
    /// The site's folder, where an editor finds its files.
    pub root: PathBuf,
    /// The address to listen on.
    pub bind: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Other names under which the preview may be asked.
    pub hosts: Vec<String>,
    /// What opens a file.
    pub editor: Option<Editor>,
}

/// A preview that is being served, until the program ends.
pub struct Server {
    previews: watch::Sender<Preview>,
    address: SocketAddr,
}

impl Server {
    /// Listens, on the port that was asked for or the next free one, and answers from now on.
    /// `words`: what the author is told in.
    pub fn start(settings: Settings, words: Words) -> io::Result<Self> {
        let listener = listen(settings.bind, settings.port)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (previews, receiver) = watch::channel(Preview::default());
        let desk = Desk {
            hosts: Hosts::new(settings.bind, &settings.hosts),
            previews: receiver,
            token: token()?,
            words,
            editor: settings.editor,
            root: settings.root,
            tabs: Arc::new(Semaphore::new(TABS)),
        };
        let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
        thread::Builder::new()
            .name("preview".to_owned())
            .spawn(move || runtime.block_on(accept(listener, Arc::new(desk))))?;
        Ok(Self { previews, address })
    }

    /// Where it listens: on another port than asked for if that was taken.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The address of the site's root, for a browser of this machine.
    pub fn address(&self) -> String {
        let number = match self.address.ip() {
            IpAddr::V4(number) if number.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V6(number) if number.is_unspecified() => "[::1]".to_owned(),
            number => in_address(number),
        };
        format!("http://{number}:{}{}", self.port(), self.previews.borrow().base().path())
    }

    /// Serves this from now on, and tells the open tabs.
    pub fn show(&self, preview: Preview) {
        self.previews.send_replace(preview);
    }
}

fn listen(bind: IpAddr, port: u16) -> io::Result<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(NEXT) };
    let mut ports = port..=last;
    loop {
        match TcpListener::bind((bind, ports.next().unwrap_or(last))) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && !ports.is_empty() => {}
            other => return other,
        }
    }
}

/// 128 random bits.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::from)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn accept(listener: TcpListener, desk: Arc<Desk>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let mut open: VecDeque<oneshot::Sender<()>> = VecDeque::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No more files: the oldest give theirs back.
            open.drain(..open.len() / 2);
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        open.retain(|connection| !connection.is_closed());
        if open.len() >= CONNECTIONS {
            open.pop_front();
        }
        let (connection, closed) = oneshot::channel();
        open.push_back(connection);
        tokio::spawn(attend(stream, Arc::clone(&desk), closed));
    }
}

/// Answers the requests of a connection until it ends or has to make room.
async fn attend(stream: TcpStream, desk: Arc<Desk>, closed: oneshot::Receiver<()>) {
    // A page is small and wanted now.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, std::convert::Infallible>(answer(desk, request.into_parts().0).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::select! {
        // What is wrong with a connection ends that connection.
        _ = connection => {}
        _ = closed => {}
    }
}
