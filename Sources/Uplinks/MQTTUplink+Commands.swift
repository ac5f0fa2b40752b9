import Facilities
import Logging
import MQTT

/// Commands that arrive from the broker, and their answers.
extension MQTTUplink {
    /// The number of commands that may wait until the gateway's own state is settled. Further ones are answered at
    /// once.
    private static let mostHeld = 100

    /// Accepts a command.
    func obey(_ message: MQTTMessage) {
        guard own.hasBegun || held.count >= Self.mostHeld else { return held.append(message) }
        guard !message.retain else { return refuse(retained: message) }
        if !commands.take(message) { answer(message, site.refuse(message.payload, .tooMany)) }
    }

    /// Carries a command out and answers it.
    func carryOut(_ message: MQTTMessage) async {
        let reply = await site.answer(to: message.payload, for: topics.target(ofCommand: message.topic))
        answer(message, reply)
        pump()
    }

    /// Refuses a retained command, which the broker would send at every connection and which would be carried out each
    /// time. A message without content is ignored: it is how a topic is cleared.
    private func refuse(retained message: MQTTMessage) {
        guard !message.payload.isEmpty, retainedCommands.isNew(message) else { return }
        logger.warning(
            "Retained command refused; publish it without retain, and empty its topic with an empty retained message",
            metadata: ["topic": "\(message.topic)"])
        answer(message, site.refuse(message.payload, .retained))
    }

    private func answer(_ message: MQTTMessage, _ reply: CommandAnswer) {
        let topic = topics.reply(to: message.responseTopic, id: reply.id)
        if let wanted = message.responseTopic, wanted != topic,
            reasons.isNew("elsewhere", of: "answers", at: .now)
        {
            logger.warning(
                "Reply topic is not allowed; add its prefix to replies: of the uplink",
                metadata: ["wanted": "\(wanted)", "sent": "\(topic)"])
        }
        var answer = MQTTMessage(topic: topic, payload: reply.json, contentType: "application/json")
        answer.correlation = message.correlation
        guard !urgent.isFull else {
            logger.warning("Reply dropped: the broker does not acknowledge", metadata: ["topic": "\(topic)"])
            return
        }
        urgent.say(answer)
    }
}
