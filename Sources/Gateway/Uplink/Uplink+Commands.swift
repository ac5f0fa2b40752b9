import Facilities
import Logging
import MQTT

/// Commands that come by the broker, and their answers.
extension Uplink {
    /// Bytes of the commands that may wait for their answer; a single one is always taken.
    private static let mostUnanswered = 4 << 20

    /// Messages that may wait before the journal's. A reply beyond it is dropped.
    private static let mostUrgent = 1000

    /// Commands that wait at most until our own state is settled; what comes beyond is answered at once.
    private static let mostHeld = 100

    /// Answers commands one after the other, and beside everything else: an answer may wait for the journal.
    func obey(_ message: MQTTMessage) {
        guard own.hasBegun || held.count >= Self.mostHeld else { return held.append(message) }
        guard !message.retain else { return refuse(retained: message) }
        let size = message.payload.count + 1024
        let source = Source.uplink(Self.name, accepts: accepted)
        guard unanswered == 0 || unanswered + size <= Self.mostUnanswered else {
            let id = try? Command(message.payload, from: source).id
            return answer(message, Reply(Refusal(.tooMany)).under(id ?? nil))
        }
        unanswered += size
        let (before, desk, target) = (obeying, desk, topics.target(ofCommand: message.topic))
        obeying = Task {
            await before?.value
            let reply = await desk.reply(to: message.payload, for: target, from: source, now: clock.now)
            unanswered -= size
            answer(message, reply)
        }
    }

    /// Refuses a command that the broker would send at every connection: it would be carried out each time. One without
    /// content is how a topic is emptied.
    private func refuse(retained message: MQTTMessage) {
        guard !message.payload.isEmpty, retained.isNew(message) else { return }
        logger.warning(
            "Retained command refused; publish it without retain, and empty its topic with an empty retained message",
            metadata: ["topic": "\(message.topic)"])
        answer(message, Reply(Refusal(.retained)))
    }

    private func answer(_ message: MQTTMessage, _ reply: Reply) {
        guard let topic = message.responseTopic else { return }
        var answer = MQTTMessage(topic: topic, payload: reply.json, contentType: "application/json")
        answer.correlation = message.correlation
        guard urgent.count < Self.mostUrgent else {
            logger.warning("Reply dropped: the broker does not acknowledge", metadata: ["topic": "\(topic)"])
            return
        }
        urgent.append(answer)
        pump()
    }
}
