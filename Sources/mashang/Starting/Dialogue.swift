import ArgumentParser
import Facilities
import Glibc

/// Asks a person questions, one per line, and checks each answer immediately.
///
/// The length of lines and the number of attempts are limited, so that a wrong file or pipe as input does not cause an
/// endless loop.
struct Dialogue {
    private static let longestLine = 512
    private static let attempts = 10

    /// Asks a question until the answer is valid.
    ///
    /// - Parameters:
    ///   - usual: the value of an empty answer, shown in brackets; nil if an answer is required.
    ///   - parse: returns the answer, or a sentence that says what would be right.
    /// - Throws: exit code 64 after ten wrong answers, 1 if the input ends.
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

    /// Asks the person to choose an item by its number.
    func choose<Item>(_ question: Text, _ items: [Item], usual: Int? = nil, _ title: (Item) -> Text) throws -> Item {
        for (index, item) in items.enumerated() { say("  \(index + 1)  \(title(item).spoken)") }
        return try ask(question, usual: usual.map(String.init)) { typed in
            guard let number = Int(typed), 1...items.count ~= number else {
                return .failure(Wrong(Text(zh: "请写 1 至 \(items.count)", en: "write 1 to \(items.count)")))
            }
            return .success(items[number - 1])
        }
    }

    /// The reason why an answer is not valid.
    struct Wrong: Error {
        let text: Text

        init(_ text: Text) { self.text = text }
    }

    private func put(_ text: String) { _ = write(STDOUT_FILENO, text, text.utf8.count) }

    /// Reads a line; nil if it is too long, or if it is not text.
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
