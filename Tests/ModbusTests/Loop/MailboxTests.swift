import Synchronization
import Testing

@testable import Modbus

private actor Sender {
    private let mailbox: Mailbox<Int>

    nonisolated var unownedExecutor: UnownedSerialExecutor { mailbox.loop.asUnownedSerialExecutor() }

    init(_ mailbox: Mailbox<Int>) { self.mailbox = mailbox }

    func send(_ letters: [Int]) async { await mailbox.send(letters) }

    /// Lets several tasks send in one turn of the loop.
    func sendTogether(_ count: Int) async {
        let sending = (0..<count).map { number in Task { await mailbox.send([number]) } }
        for task in sending { await task.value }
    }
}

/// What a mailbox has handed over, call by call.
private final class Received: Sendable {
    let calls = Mutex<[[Int]]>([])

    func take(_ letters: [Int]) { calls.withLock { $0.append(letters) } }
}

struct MailboxTests {
    private let received = Received()
    private let loop = BusLoop()

    private func sender() -> Sender {
        Sender(Mailbox(of: loop) { [received] in received.take($0) })
    }

    @Test func whatIsSentInOneTurnArrivesTogetherAndInOrder() async {
        await sender().sendTogether(50)
        #expect(received.calls.withLock(\.self) == [Array(0..<50)])
    }

    @Test func aSenderReturnsWhenItsLettersAreTaken() async {
        let sender = sender()
        for number in 0..<100 {
            await sender.send([number])
            #expect(received.calls.withLock { $0.last } == [number])
        }
    }

    @Test func noLetterIsLostAndThoseOfASenderKeepTheirOrder() async {
        let mailbox = Mailbox(of: loop) { [received] (letters: [Int]) in
            await Task.yield()
            received.take(letters)
        }
        await withTaskGroup { group in
            for number in 0..<20 {
                group.addTask {
                    let sender = Sender(mailbox)
                    for step in 0..<50 { await sender.send([number * 1000 + step]) }
                }
            }
        }
        let all = received.calls.withLock { $0.flatMap(\.self) }
        #expect(all.count == 1000)
        for number in 0..<20 {
            #expect(all.filter { $0 / 1000 == number } == (0..<50).map { number * 1000 + $0 })
        }
    }
}
