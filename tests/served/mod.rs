//! A real server in front of a folder, on the loopback alone, and what is asked of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that ends with the test.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// By lower-case name.
    headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Server {
    /// nginx with a `server` block, in which `{address}` stands for what it listens on.
    pub(crate) fn nginx(folder: &Path, block: &str) -> Self {
        let port = free_port();
        let (block, here) =
            (block.replace("{address}", &format!("127.0.0.1:{port}")), folder.display());
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {here}/{kind};\n"))
            .concat();
        let config = format!(
            "user root;\ndaemon off;\nworker_processes 1;\npid {here}/nginx.pid;\nevents {{}}\n\
             http {{\ninclude /etc/nginx/mime.types;\n{temporary}access_log off;\n{block}\n}}\n"
        );
        let place = folder.join("server.conf");
        fs::write(&place, config).expect("written");
        let mut command = Command::new("nginx");
        command.arg("-p").arg(folder).arg("-c").arg(&place).args(["-e", "stderr"]);
        Self::start(command, port)
    }

    /// Caddy with a site block, in which `{address}` stands for what it listens on.
    pub(crate) fn caddy(folder: &Path, block: &str) -> Self {
        let port = free_port();
        let block = block.replace("{address}", &format!("http://127.0.0.1:{port}"));
        let config =
            format!("{{\n admin off\n auto_https off\n default_bind 127.0.0.1\n}}\n{block}\n");
        let place = folder.join("server.Caddyfile");
        fs::write(&place, config).expect("written");
        let mut command = Command::new("caddy");
        command.env("HOME", folder).env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&place);
        Self::start(command, port)
    }

    fn start(mut command: Command, port: u16) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the server is installed");
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if child.try_wait().expect("asked").is_some() {
                let mut said = String::new();
                let _ = child.stderr.take().expect("piped").read_to_string(&mut said);
                panic!("the server ended: {said}");
            }
            assert!(start.elapsed() < Duration::from_secs(30), "the server does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { child, port }
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask(target, "")
    }

    /// Asks with further headers, each with its line end.
    pub(crate) fn ask(&self, target: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
        let request = format!(
            "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{headers}\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("answered");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers = lines.filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            Some((name.to_lowercase(), value.to_owned()))
        });
        let answer = Answer {
            status: status.expect("a status"),
            headers: headers.collect(),
            body: bytes[end + 4..].to_vec(),
        };
        match answer.header("transfer-encoding") {
            "chunked" => Answer { body: joined(&answer.body), ..answer },
            _ => answer,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its own id. nginx ends its worker when it is asked to end itself, so it is asked first.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let start = Instant::now();
        while self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            if start.elapsed() > Duration::from_secs(5) {
                let _ = self.child.kill();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// The chunks of a body in one.
fn joined(chunked: &[u8]) -> Vec<u8> {
    let (mut body, mut rest) = (Vec::new(), chunked);
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").expect("a length");
        let length = std::str::from_utf8(&rest[..end]).expect("digits");
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    free.local_addr().expect("an address").port()
}
