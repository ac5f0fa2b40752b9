import ArgumentParser
import Facilities
import Glibc

/// Asks a person, a question a line, and checks each answer at once.
///
/// Lines and attempts are bounded: what reads from a file or a pipe that is wrong comes to an end.
struct Dialogue {
    private static let longestLine = 512
    private static let attempts = 10

    /// - Parameters:
    ///   - usual: what an empty answer stands for, and is shown in brackets; nil where an answer is needed.
    ///   - parse: the answer, or a sentence that says what would be right.
    /// - Throws: 64 after ten wrong answers, 1 where the input ends.
    func ask<Answer>(
        _ question: Text, usual: String? = nil, _ parse: (String) -> Result<Answer, Wrong>
    ) throws -> Answer {
        for _ in 1...Self.attempts {
            put(question.spoken + (usual.map { $0.isEmpty ? "" : " [\($0)]" } ?? "") + ": ")
            guard let line = try line() else { continue }
            let typed = line.trimmed
            if typed.isEmpty, usual == nil {
                say(Text(zh: "  请回答", en: "  an answer is needed"))
                continue
            }
            switch parse(typed.isEmpty ? usual ?? "" : typed) {
            case .success(let answer): return answer
            case .failure(let wrong): say("  " + wrong.text.spoken)
            }
        }
        complain(Text(zh: "答错太多次，什么也没有写", en: "too many wrong answers; nothing was written"))
        throw ExitCode(EX_USAGE)
    }

    /// One of some, by its number.
    func choose<Item>(_ question: Text, _ items: [Item], usual: Int? = nil, _ title: (Item) -> Text) throws -> Item {
        for (index, item) in items.enumerated() { say("  \(index + 1)  \(title(item).spoken)") }
        return try ask(question, usual: usual.map(String.init)) { typed in
            guard let number = Int(typed), 1...items.count ~= number else {
                return .failure(Wrong(Text(zh: "请写 1 至 \(items.count)", en: "write 1 to \(items.count)")))
            }
            return .success(items[number - 1])
        }
    }

    /// Why an answer is none.
    struct Wrong: Error {
        let text: Text

        init(_ text: Text) { self.text = text }
    }

    private func put(_ text: String) { _ = write(STDOUT_FILENO, text, text.utf8.count) }

    /// Nil for a line that is too long or no text.
    private func line() throws -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else {
                complain(Text(zh: "\n输入结束了，什么也没有写", en: "\nthe input has ended; nothing was written"))
                throw ExitCode(1)
            }
            if byte == UInt8(ascii: "\n") { break }
            if bytes.count <= Self.longestLine { bytes.append(byte) }
        }
        guard bytes.count <= Self.longestLine, let line = String(validating: bytes, as: UTF8.self) else {
            say(Text(zh: "  太长，或不是 UTF-8", en: "  too long, or no UTF-8"))
            return nil
        }
        return line
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
