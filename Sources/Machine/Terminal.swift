internal import Glibc

/// The person at the keyboard, if there is one.
package enum Terminal {
    /// Whether somebody watches what is written to standard error.
    package static var isWatched: Bool { isatty(STDERR_FILENO) != 0 }

    /// Asks and reads one line that does not show while it is typed; nil at the end of the input.
    package static func readSecret(prompt: String) -> String? {
        guard isatty(STDIN_FILENO) != 0 else { return readLine() }
        StandardError.write(prompt)
        var before = termios()
        unsafe tcgetattr(STDIN_FILENO, &before)
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            StandardError.write("\n")
        }
        return readLine()
    }
}
