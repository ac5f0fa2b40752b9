public import Delivery
public import Facilities
import MQTT

/// Reports about the uplink.
extension MQTTUplink {
    /// Returns the state of the uplink for people and programs.
    public func report() async -> UplinkReport { currentReport }

    /// Returns what was sent and acknowledged since the start, in numbers.
    public func counts() async -> UplinkCounts { sent }

    var currentReport: UplinkReport {
        var report = UplinkReport(name: name, address: standing.address, since: standing.since)
        report.isConnected = connection != nil
        report.version = connection?.version.rawValue
        report.isConfirmed = connection?.version != .v311
        report.reason = reason
        report.publicReason = connection == nil ? standing.publicReason : reason
        report.backlog = feed.backlog(upTo: site.lastSequence)
        report.refused = refusals()
        (report.quarantined, report.lastQuarantined) = quarantined
        report.otherGateway = other
        report.warnings = site.warnings()
        return report
    }

    /// The broker's reason for postponing messages; nil if it accepts them.
    var laterReason: String? { feed.holding.reason ?? urgent.laterReason }

    private var reason: Text? {
        guard connection != nil else { return standing.reason }
        if let word = laterReason { return .saying(word) }
        return shortcoming
    }

    /// The features that the broker of this connection lacks; nil if it has all.
    var shortcoming: Text? {
        guard let connection else { return nil }
        if connection.maximumQoS == 0 {
            return Text(
                zh: "服务器只支持 QoS 0，不会确认消息：只发布状态，监测数据留在本机",
                en:
                    "the broker supports QoS 0 only and acknowledges nothing: only state and statuses are published, and readings stay here"
            )
        }
        return connection.retainAvailable
            ? nil
            : Text(
                zh: "服务器不支持保留消息：后来的订阅者看不到当前状态",
                en: "the broker retains nothing: who subscribes later does not see the present statuses")
    }

    /// The names of all topics that the broker refuses.
    var refusedTopicNames: Set<String> { Set(feed.refused.all.keys.map(topics.topic)).union(refusedTopics.all.keys) }

    /// Returns everything that the broker refuses, in order of topic.
    private func refusals() -> [UplinkReport.Refused] {
        (refusedPublications() + refusedSubscriptions()).sorted { $0.topic < $1.topic }
    }

    /// Returns the topics under which the broker accepts no messages.
    func refusedPublications() -> [UplinkReport.Refused] {
        let (time, now) = (site.now, ContinuousClock.now)
        let streams = feed.refused.all.map { stream, one in
            UplinkReport.Refused(
                topic: topics.topic(of: stream), reason: one.refusal.reason, text: .saying(one.refusal.reason),
                since: time - (now - one.since), waiting: feed.progress.withheld(of: stream)?.count ?? 0)
        }
        let own = refusedTopics.all.map { topic, one in
            UplinkReport.Refused(
                topic: topic, reason: one.word, text: .saying(one.word), since: one.since, waiting: 0)
        }
        return streams + own
    }

    func refusedSubscriptions() -> [UplinkReport.Refused] {
        refusedFilters.all.map { filter, one in
            let said = Text.saying(one.word)
            let text = Text(zh: "订阅未被接受：\(said.zh)", en: "the subscription is not accepted: \(said.en)")
            return UplinkReport.Refused(topic: filter, reason: one.word, text: text, since: one.since, waiting: 0)
        }
    }
}

extension Text {
    /// Returns the meaning of a refusal's reason code, such as `0x87`.
    public static func saying(_ word: String) -> Text {
        if let code = ReasonCode(word: word) { return code.numberedText }
        switch word {
        case "tooLarge":
            return Text(
                zh: "消息大于服务器允许的长度，可在服务器处调大",
                en: "the message is larger than the broker takes; the broker's limit can be raised")
        case "noMemory":
            return Text(zh: "本机内存不足，稍后再发", en: "this machine has no memory for it now; it is sent later")
        case "notSendable":
            return Text(
                zh: "按 MQTT 规范无法以此主题发送，请检查 topicPrefix",
                en: "it cannot be sent under this topic by the rules of MQTT; check topicPrefix")
        case "connectionLost":
            return Text(
                zh: "每次发送它，服务器都会关闭连接，可能是没有权限",
                en: "the broker closes the connection each time that it is sent; it may not be authorised")
        default: return Text(zh: word, en: word)
        }
    }
}
