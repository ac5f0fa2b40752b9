import Facilities
import Glibc
import Logging

/// What is wrong.
func complain(_ text: String) {
    if JournalLog.isThere { return JournalLog.write(text, .error) }
    let line = text + "\n"
    write(STDERR_FILENO, line, line.utf8.count)
}

/// What is wrong, in the language of this command.
func complain(_ text: Text) { complain(text.spoken) }

/// Unlike `print`, at once also into a pipe: what reads it waits for it.
func say(_ text: String) {
    let line = text + "\n"
    write(STDOUT_FILENO, line, line.utf8.count)
}

/// In the language of this command.
func say(_ text: Text) { say(text.spoken) }
