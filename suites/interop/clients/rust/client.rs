//! The standard library and nothing else: HTTP/1.0, so that the body has no chunks, and lines that end with LF or CRLF.
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

fn json(text: &str) -> String {
    let escaped = |c: char| if c < ' ' || c == '"' || c == '\\' { format!("\\u{:04x}", c as u32) } else { c.to_string() };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn stream(host: &str, path: &str, id: &mut String, wait: &mut u64) -> std::io::Result<bool> {
    let mut socket = TcpStream::connect(host)?;
    let resume = if id.is_empty() { String::new() } else { format!("Last-Event-ID: {id}\r\n") };
    write!(socket, "GET {path} HTTP/1.0\r\nHost: {host}\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\nPragma: no-cache\r\n{resume}\r\n")?;
    let mut lines = BufReader::new(socket).split(b'\n').map(|line| line.map(|bytes| String::from_utf8_lossy(&bytes).trim_end_matches('\r').to_owned()));
    let status = lines.next().unwrap_or(Ok(String::new()))?;
    let typed = lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).filter(|line| line.to_lowercase().replace(' ', "").starts_with("content-type:text/event-stream")).count();
    if !status.contains(" 200 ") || typed == 0 {
        return Ok(false);
    }
    println!("{{\"open\":true}}");
    let (mut data, mut kind, mut block) = (Vec::<String>::new(), String::new(), id.clone());
    for line in lines {
        let line = line?;
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => data.push(value.to_owned()),
            "event" => kind = value.to_owned(),
            "id" if !value.contains('\0') => block = value.to_owned(),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => *wait = value.parse().unwrap_or(*wait),
            "" if line.is_empty() => {
                *id = block.clone();
                if !data.is_empty() {
                    let kind = if kind.is_empty() { "message" } else { &kind };
                    println!("{{\"type\":{},\"data\":{},\"lastEventId\":{}}}", json(kind), json(&data.join("\n")), json(id));
                }
                data.clear();
                kind.clear();
            }
            _ => {}
        }
    }
    Ok(true)
}

fn main() {
    let url = std::env::args().last().unwrap_or_default();
    let (host, path) = url.trim_start_matches("http://").split_once('/').unwrap_or((&url, ""));
    let (mut id, mut wait) = (String::new(), 1000);
    while stream(host, &format!("/{path}"), &mut id, &mut wait).unwrap_or(true) {
        println!("{{\"error\":\"the stream has ended\",\"readyState\":0}}");
        std::thread::sleep(Duration::from_millis(wait));
    }
    println!("{{\"error\":\"refused\",\"readyState\":2}}");
    std::thread::sleep(Duration::from_secs(3600));
}
