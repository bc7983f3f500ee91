//! The program as a preview of a folder, and what a browser would ask of it. On the loopback alone.

#![allow(dead_code, reason = "no test asks everything")]

pub(crate) mod targets;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// A preview that ends with the test.
pub(crate) struct Preview {
    child: Child,
    pub(crate) port: u16,
    said: Arc<Mutex<Vec<String>>>,
}

/// What was answered.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// By lower-case name.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Longer than anything takes, even on a machine that does much else.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

impl Preview {
    /// Starts a preview of a folder on any free port, and waits until it says where it is.
    pub(crate) fn start(root: &Path, options: &[&str]) -> Self {
        Self::spawn(Command::new(env!("CARGO_BIN_EXE_taiyaku")), root, options)
    }

    /// The same through another program, which is given the rest as its arguments.
    pub(crate) fn spawn(mut command: Command, root: &Path, options: &[&str]) -> Self {
        command.arg("serve").arg(root).args(["--ui-lang", "en"]);
        if !options.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        command.args(options).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("started");
        let said = Arc::new(Mutex::new(Vec::new()));
        let (stderr, heard) = (child.stderr.take().expect("piped"), Arc::clone(&said));
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                heard.lock().expect("whole").push(line);
            }
        });
        let mut preview = Self { child, port: 0, said };
        let ready = |line: &String| line.strip_prefix("Preview: ").map(str::to_owned);
        let address = until("the address", || preview.said().iter().find_map(ready));
        let host = address.split('/').nth(2).expect("a host");
        preview.port = host.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        preview
    }

    /// What it said so far, line by line.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().expect("whole").clone()
    }

    /// How often it has made pages anew.
    pub(crate) fn builds(&self) -> usize {
        self.said().iter().filter(|line| line.contains("made anew")).count()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream.set_write_timeout(Some(PATIENCE)).expect("set");
        stream
    }

    /// Sends bytes as they are, and reads until the end. Nothing where it was closed on us.
    pub(crate) fn send(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        let mut answer = Vec::new();
        if stream.write_all(request).is_ok() {
            let _ = stream.read_to_end(&mut answer);
        }
        answer
    }

    pub(crate) fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let mut request = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request.push_str(&format!("Host: {host}\r\n"));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        parse(&self.send((request + "\r\n").as_bytes()))
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// The bytes of the build at a path.
    pub(crate) fn raw(&self, target: &str) -> Answer {
        self.ask("GET", target, &[("Taiyaku-Raw", "1")])
    }

    pub(crate) fn token(&self) -> String {
        self.get("/_taiyaku/token").text()
    }

    /// What a tab at a path is told first.
    pub(crate) fn facts(&self, path: &str) -> Value {
        use tungstenite::client::IntoClientRequest;
        let encoded = path.replace('%', "%25").replace('/', "%2F");
        let address =
            format!("ws://127.0.0.1:{}/_taiyaku/live/{}?{encoded}", self.port, self.token());
        let mut request = address.into_client_request().expect("a request");
        let origin = format!("http://127.0.0.1:{}", self.port);
        request.headers_mut().insert("origin", origin.parse().expect("a header"));
        let (mut socket, _) = tungstenite::client(request, self.connect()).expect("a socket");
        loop {
            if let tungstenite::Message::Text(text) = socket.read().expect("a message") {
                return serde_json::from_str(&text).expect("JSON");
            }
        }
    }

    pub(crate) fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("asked").is_none()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for something, with patience but not for ever.
#[track_caller]
pub(crate) fn until<T>(what: &str, mut seen: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = seen() {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Reads an answer; one without a head has the status 0.
pub(crate) fn parse(answer: &[u8]) -> Answer {
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Answer::default();
    };
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
    Answer { status, headers: headers.collect(), body: answer[end + 4..].to_vec() }
}
