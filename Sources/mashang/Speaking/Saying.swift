import Facilities
import Glibc
import Logging

/// Prints a mistake on standard error, or writes it to systemd's journal.
func complain(_ text: String) {
    if JournalLog.isThere { return JournalLog.write(text, .error) }
    let line = text + "\n"
    write(STDERR_FILENO, line, line.utf8.count)
}

/// Prints a mistake in the language of this command.
func complain(_ text: Text) { complain(text.spoken) }

/// Prints a line on standard output. Unlike `print`, it writes immediately to a pipe as well, because its reader waits
/// for the line.
func say(_ text: String) {
    let line = text + "\n"
    write(STDOUT_FILENO, line, line.utf8.count)
}

/// Prints a line in the language of this command.
func say(_ text: Text) { say(text.spoken) }
