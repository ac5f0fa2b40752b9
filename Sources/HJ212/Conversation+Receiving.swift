extension Conversation {
    /// The connection delivered bytes, of any number.
    public mutating func received(_ bytes: some Sequence<UInt8>, _ now: Moment) -> [Action] {
        guard isConnected else { return [] }
        return splitter.append(bytes).flatMap { take($0, now) }
    }

    private mutating func take(_ frame: Frame, _ now: Moment) -> [Action] {
        let received: ReceivedPacket
        do { received = try frame.packet(key: settings.encryption?.key) } catch {
            guard case .wrongCode(let packet?) = error,
                Command(rawValue: packet.command)?.answering != Command.Answering.none,
                mayAnswer(now)
            else { return [] }
            return refuse(packet, .wrongCode, now)
        }
        for deviation in received.deviations { counts.deviations[deviation, default: 0].increment() }
        let packet = received.packet
        switch Command(rawValue: packet.command) {
        case .dataAnswer, .noticeAnswer: return takeAnswer(packet)
        // Nothing of ours is answered by these.
        case .accepted, .carriedOut: return []
        default: return takeRequest(packet, now)
        }
    }

    /// An answer is known by its `QN`; some platforms answer with another `ST`, or with 9013 for 9014.
    private mutating func takeAnswer(_ packet: Packet) -> [Action] {
        let isOurs = packet.station.isEmpty || settings.stations.contains { $0.number == packet.station }
        guard isOurs, let index = waiting.firstIndex(where: { $0.queryNumber == packet.queryNumber }) else {
            // A heartbeat's answer says nothing but that the platform is there.
            if packet.command == Command.dataAnswer.rawValue { counts.strayAnswers.increment() }
            return []
        }
        let report = waiting.remove(at: index).report
        return waiting.contains { $0.report == report } ? [] : [.delivered(report)]
    }

    private mutating func takeRequest(_ packet: Packet, _ now: Moment) -> [Action] {
        guard mayAnswer(now) else { return [] }
        if let answer = refusal(of: packet) { return refuse(packet, answer, now) }
        requests.removeAll { $0.result != nil && now.uptime - $0.since > Self.remembrance }
        if let known = requests.first(where: { $0.packet.isSameRequest(as: packet) }) {
            return repeatAnswer(to: known, now)
        }
        let request: Request
        do { request = try Request(packet) } catch {
            switch error {
            case .unknownCommand: return refuse(packet, .wrongCommand, now)
            case .notCarriedOut: return refuse(packet, .refused, now)
            case .wrongField:
                return answer(packet, .accepted, now) + answer(packet, .wrongCondition, now)
            }
        }
        if case .heartbeat = request { return noticeAnswer(packet, now) }
        if case .setTime = request, !settings.acceptsTime { return refuse(packet, .refused, now) }
        guard requests.count(where: { $0.result == nil }) < Self.requestsInHand else {
            return refuse(packet, .refused, now)
        }
        return takeIn(request, packet, now)
    }

    /// The first thing that is wrong with a request; nil if it may be carried out.
    private func refusal(of packet: Packet) -> RequestAnswer? {
        guard let station = settings.stations.first(where: { $0.number == packet.station }) else {
            return .wrongStation
        }
        guard packet.password == settings.terms.password else { return .wrongPassword }
        let isSystem = packet.system == station.system || packet.system == Self.connectionSystem
        guard isSystem || settings.takesAnySystem else { return .wrongSystem }
        guard packet.flag?.edition != nil else { return .wrongFlag }
        guard packet.queryNumber.utf8.count == 17, BeijingTime(packet.queryNumber) != nil else {
            return .wrongQueryNumber
        }
        // A platform of 2017 that sends a heartbeat does no harm.
        let command = Command(rawValue: packet.command)
        if let command, command != .heartbeat, command.edition.rawValue > settings.edition.rawValue {
            return .wrongCommand
        }
        return nil
    }

    private mutating func takeIn(_ request: Request, _ packet: Packet, _ now: Moment) -> [Action] {
        if requests.count == Self.rememberedRequests {
            requests.remove(at: requests.firstIndex { $0.result != nil } ?? 0)
        }
        let taken = Taken(number: nextRequest, packet: packet, request: request, since: now.uptime)
        nextRequest += 1
        requests.append(taken)
        let isNotice = Command(rawValue: packet.command)?.answering == .notice
        let first = isNotice ? [] : answer(packet, .accepted, now)
        switch request {
        case .time(let factor):
            let time = Content.Field("SystemTime", now.time.description)
            return first + close(taken.number, with: (factor.map { [Content.Field("PolId", $0)] } ?? []) + [time], now)
        case .realtimeInterval:
            return first
                + close(
                    taken.number, with: [Content.Field("RtdInterval", String(settings.terms.realtimeInterval))], now)
        case .minuteInterval:
            return first
                + close(taken.number, with: [Content.Field("MinInterval", String(settings.terms.minuteInterval))], now)
        default: return first + [.carryOut(request, station: packet.station, number: taken.number)]
        }
    }

    /// Sends an answer's data, of few bytes, and that it succeeded. Such data repeat the request's `QN` (tables C.2, C.5).
    private mutating func close(_ number: Int, with fields: [Content.Field], _ now: Moment) -> [Action] {
        guard let taken = requests.first(where: { $0.number == number }) else { return [] }
        var packet = taken.packet
        packet.content = Content(fields.map { Content.Group([$0]) })
        packet.flag = PacketFlag(settings.edition, wantsAnswer: false)
        return transmit(packet, now) + end(number, .succeeded, now)
    }

    /// Reports what became of a request. Unknown numbers are those of a connection that is gone.
    public mutating func finish(_ number: Int, _ outcome: Outcome, _ now: Moment) -> [Action] {
        guard isConnected, let index = requests.firstIndex(where: { $0.number == number && $0.result == nil }) else {
            return []
        }
        switch outcome {
        case .done(let result):
            if result == .succeeded { settings.terms.apply(requests[index].request) }
            return end(number, result, now)
        case .reports(let reports, let isLast):
            let asked = requests[index].packet
            guard let station = settings.stations.first(where: { $0.number == asked.station }) else { return [] }
            if !reports.isEmpty { requests[index].hasSentReports = true }
            // Data that were asked for need no 9014: 9012 ends them (table C.47).
            let actions = reports.flatMap { report in
                var packet = packet(report, station, answer: false, now)
                // The only answer about an instrument repeats the number of the request (tables C.38, C.43 and C.45).
                if reports.count == 1, asked.command == report.command.rawValue, report.isAboutInstrument {
                    packet.queryNumber = asked.queryNumber
                }
                return transmit(packet, now)
            }
            guard isLast else { return actions }
            return actions + end(number, requests[index].hasSentReports ? .succeeded : .noData, now)
        }
    }

    private mutating func end(_ number: Int, _ result: Execution, _ now: Moment) -> [Action] {
        guard let index = requests.firstIndex(where: { $0.number == number }) else { return [] }
        requests[index].result = result
        let packet = requests[index].packet
        if Command(rawValue: packet.command)?.answering == .notice { return noticeAnswer(packet, now) }
        return answer(packet, result, now)
    }

    /// A request that came again was answered, but the platform does not know it.
    private mutating func repeatAnswer(to taken: Taken, _ now: Moment) -> [Action] {
        counts.repeated.increment()
        if Command(rawValue: taken.packet.command)?.answering == .notice {
            return taken.result == nil ? [] : noticeAnswer(taken.packet, now)
        }
        return answer(taken.packet, .accepted, now) + (taken.result.map { answer(taken.packet, $0, now) } ?? [])
    }

    private mutating func refuse(_ packet: Packet, _ reason: RequestAnswer, _ now: Moment) -> [Action] {
        counts.refused[reason, default: 0].increment()
        return answer(packet, reason, now)
    }

    /// A platform that floods is not answered, and nothing is carried out for it, until the second is over.
    private mutating func mayAnswer(_ now: Moment) -> Bool {
        if now.uptime - answered.since >= 1000 { answered = (now.uptime, 0) }
        guard answered.count < Self.answersEachSecond else {
            counts.ignored.increment()
            return false
        }
        answered.count += 1
        return true
    }

    private mutating func answer(_ packet: Packet, _ value: RequestAnswer, _ now: Moment) -> [Action] {
        reply(packet, .accepted, Content(Content.Field("QnRtn", String(value.rawValue))), now)
    }

    private mutating func answer(_ packet: Packet, _ value: Execution, _ now: Moment) -> [Action] {
        reply(packet, .carriedOut, Content(Content.Field("ExeRtn", String(value.rawValue))), now)
    }

    private mutating func noticeAnswer(_ packet: Packet, _ now: Moment) -> [Action] {
        reply(packet, .noticeAnswer, Content(), now)
    }

    /// An answer has `ST=91`, and `QN` and `PW` of what it answers: so a wrong password is not answered with the right one. It is nobody's wish where `Flag` wants none, but some platforms wait for it.
    private mutating func reply(_ packet: Packet, _ command: Command, _ content: Content, _ now: Moment) -> [Action] {
        guard settings.answersAlways || packet.flag?.wantsAnswer ?? true else { return [] }
        let isOurs = settings.stations.contains { $0.number == packet.station }
        let answer = Packet(
            queryNumber: packet.queryNumber, system: Self.connectionSystem, command: command.rawValue,
            password: packet.password, station: isOurs ? packet.station : settings.stations.first?.number ?? "",
            flag: PacketFlag(settings.edition, wantsAnswer: false), content: content)
        return transmit(answer, now)
    }

    private mutating func transmit(_ packet: Packet, _ now: Moment) -> [Action] {
        guard let written = try? bytes(of: packet, now) else { return [] }
        lastSent = now.uptime
        return written.map { .transmit($0.bytes) }
    }
}

extension Packet {
    /// A platform that numbers all its requests alike is understood too, as long as they ask for different things.
    fileprivate func isSameRequest(as other: Packet) -> Bool {
        queryNumber == other.queryNumber && command == other.command && station == other.station
            && content == other.content
    }
}

extension Conversation.Terms {
    /// Applies what a platform has set, which holds from the answer on.
    mutating func apply(_ request: Request) {
        switch request {
        case .setTimeouts(let seconds, let count): (timeout, resends) = (seconds, count)
        case .setRealtimeInterval(let seconds): realtimeInterval = seconds
        case .setMinuteInterval(let minutes): minuteInterval = minutes
        case .setPassword(let new): password = new
        default: break
        }
    }
}
