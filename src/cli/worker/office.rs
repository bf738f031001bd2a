//! LibreOffice: a doc, rtf or odt file in, docx bytes out. It runs as a process group of its
//! own with a profile of its own, made for this one file and removed with it; the profile
//! forbids macros and links to elsewhere. Its time is that of one file, its memory and what it
//! may write are bounded where the system can; nothing that it started outlives the file.

use super::clock::Clock;
use super::limit;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use vanban::pipeline::Failure;
use vanban::read::{Format, Limits, ReadError};

/// Names of the program.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];

/// Settings of the profile: no macros, nothing fetched, no proxy but one that is nowhere.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"#;

/// The converter.
#[derive(Debug)]
pub(super) struct Office {
    clock: Clock,
    seconds: u64,
    max_memory: u64,
    limits: Limits,
}

/// Why a file was not converted.
#[derive(Debug)]
pub(super) enum Unconverted {
    /// It costs the file.
    Fatal(Failure),
    /// LibreOffice made nothing of it, and said this: the file's own reader is to try.
    Refused(String),
}

impl From<io::Error> for Unconverted {
    fn from(e: io::Error) -> Self {
        Self::Fatal(ReadError::Crashed(format!("LibreOffice could not be asked: {e}")).into())
    }
}

/// The ending of formats that are converted.
pub(super) const fn ending(format: Format) -> Option<&'static str> {
    match format {
        Format::Doc => Some("doc"),
        Format::Rtf => Some("rtf"),
        Format::Odt => Some("odt"),
        _ => None,
    }
}

impl Office {
    /// Nothing runs yet.
    pub(super) fn new(seconds: u64, max_memory: u64, limits: Limits) -> io::Result<Self> {
        Ok(Self { clock: Clock::start()?, seconds, max_memory, limits })
    }

    /// Converts one file.
    pub(super) fn convert(&self, bytes: &[u8], ending: &str) -> Result<Vec<u8>, Unconverted> {
        let desk = tempfile::Builder::new().prefix("vanban-").tempdir()?;
        let given = desk.path().join("given").with_extension(ending);
        fs::write(&given, bytes)?;
        let user = desk.path().join("profile/user");
        fs::create_dir_all(&user)?;
        fs::write(user.join("registrymodifications.xcu"), SETTINGS)?;
        let child = self.start(&desk, &given)?;
        let told = child.stderr;
        let child = Arc::new(Mutex::new(child.child));
        let watch = self.clock.watch(Arc::clone(&child), Duration::from_secs(self.seconds));
        // The pipe closes when the last process that holds it is gone.
        let words = told.map(last_line).unwrap_or_default();
        let expired = watch.end();
        let status = {
            let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
            // What it may have left behind goes with it.
            limit::kill_group(&child);
            child.wait()?
        };
        if expired {
            return Err(Unconverted::Fatal(ReadError::TimedOut { seconds: self.seconds }.into()));
        }
        match self.result(&desk.path().join("out/given.docx")) {
            Some(docx) if status.success() => Ok(docx),
            _ => Err(Unconverted::Refused(if words.is_empty() { status.to_string() } else { words })),
        }
    }

    /// Ends what is under way and refuses what comes.
    pub(super) fn cancel(&self) {
        self.clock.close();
    }

    fn result(&self, path: &Path) -> Option<Vec<u8>> {
        let size = fs::metadata(path).ok().filter(fs::Metadata::is_file)?.len();
        if size > self.limits.max_unpacked { None } else { fs::read(path).ok() }
    }

    fn start(&self, desk: &TempDir, given: &Path) -> Result<Started, Unconverted> {
        for program in PROGRAMS {
            let mut command = Command::new(program);
            let mut profile = std::ffi::OsString::from("-env:UserInstallation=file://");
            profile.push(desk.path().join("profile"));
            command.arg(profile).args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]);
            command.args(["--convert-to", "docx:MS Word 2007 XML", "--outdir"]).arg(desk.path().join("out")).arg(given);
            command.env("HOME", desk.path()).env("TMPDIR", desk.path()).env("SAL_USE_VCLPLUGIN", "svp").env_remove("DISPLAY");
            command.current_dir(desk.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
            // A group of its own, so that what it starts can be ended with it.
            #[cfg(unix)]
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
            match command.spawn() {
                Ok(mut child) => {
                    limit::bound(&child, self.max_memory, self.seconds, self.limits.max_unpacked);
                    return Ok(Started { stderr: child.stderr.take(), child });
                }
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(e) => return Err(e.into()),
            }
        }
        Err(Unconverted::Fatal(ReadError::LibreOfficeUnavailable.into()))
    }
}

/// The running program.
struct Started {
    child: Child,
    stderr: Option<std::process::ChildStderr>,
}

/// Bytes kept of what it says.
const WORDS: u64 = 64 << 10;

/// The last line of what comes from a pipe, all of which is taken.
fn last_line(mut pipe: std::process::ChildStderr) -> String {
    let mut words = Vec::new();
    // A pipe that breaks off has said what it has said.
    let _ = pipe.by_ref().take(WORDS).read_to_end(&mut words);
    let _ = io::copy(&mut pipe, &mut io::sink());
    String::from_utf8_lossy(&words).lines().map(str::trim).rfind(|l| !l.is_empty()).unwrap_or_default().to_owned()
}
