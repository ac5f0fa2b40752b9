import Facilities

extension GoldenSituation {
    static let complaints = [complaintsOpen, complaintsRepeated, complaintWithEvidence]

    private static func complaint(
        _ id: String, _ category: ComplaintCategory, at place: String? = nil
    ) -> any RecordContent {
        Complaint(id: id, text: "气味很大", category: category, place: place)
    }

    private static func answer(_ id: String) -> AnsweredComplaint { AnsweredComplaint(id: id, text: "已到现场检查") }
    private static func closing(_ id: String) -> ClosedComplaint { ClosedComplaint(id: id, text: "已到现场检查") }

    /// One waits for its answer for 20 of 24 hours, one is answered and waits for its closing, one is late already.
    private static let complaintsOpen = GoldenSituation(
        "complaint-open",
        .complaintPoint(ComplaintSettings(categories: [.fume: .init(answer: 4, close: 30)])),
        before: [
            .ticks(3600, .hours(-166), .hours(-165)), .record(.hours(-165), complaint("T-1", .odour, at: "江东路12-3")),
            .record(.hours(-150), answer("T-1")), .ticks(3600, .hours(-150), .hours(-21)),
            .record(.hours(-20), complaint("T-2", .dust, at: "中山路5号")),
            .record(.hours(-10), complaint("T-3", .fume)), .ticks(3600, .hours(-20), .zero),
            .record(.zero, Acknowledgement(rule: "complaint.answer", cause: "T-3")),
        ],
        after: [
            .ticks(3600, .hours(1), .hours(21)), .record(.hours(21), answer("T-2")),
            .record(.hours(21), closing("T-1")), .ticks(3600, .hours(22), .hours(24)),
        ]
    )

    /// Two of one place, the third comes later; three of another, of which the first is 29 days old.
    private static let complaintsRepeated = GoldenSituation(
        "complaint-repeated", .complaintPoint(ComplaintSettings(serviceHours: 8 * 3600..<17 * 3600)),
        before: [
            .ticks(3600, .hours(-29 * 24), .hours(-29 * 24)),
            .record(.hours(-29 * 24), complaint("R-1", .odour, at: "江东路12-3")),
            .record(.hours(-29 * 24), closing("R-1")), .ticks(3600, .hours(-73), .hours(-72)),
            .record(.hours(-71), complaint("R-2", .odour, at: "江东路 12-3")),
            .record(.hours(-70), complaint("R-3", .odour, at: "江东路１２-３")), .ticks(3600, .hours(-70), .hours(-40)),
            .record(.hours(-40), complaint("P-1", .fume)), .record(.hours(-30), closing("P-1")),
            .record(.hours(-20), complaint("P-2", .fume)), .ticks(3600, .hours(-20), .zero),
        ],
        after: [
            .ticks(3600, .hours(1), .hours(2)), .record(.hours(2), complaint("P-3", .noise)),
            .ticks(3600, .hours(3), .hours(30)), .record(.hours(30), closing("R-2")),
            .ticks(3600, .hours(31), .hours(32)),
        ]
    )

    /// What stood around two open complaints; of a third nobody knows anything.
    private static let complaintWithEvidence: GoldenSituation = {
        var over = Evidence.Line(rule: "fume.limit", level: .red, minutes: 120)
        (over.figure, over.limit, over.unit) = (3.1, 2, .milligramPerCubicMetre)
        let unseen = Evidence.Line(rule: Evidence.Line.nothingJudged, level: .grey, minutes: 0)
        func seen(_ id: String, _ before: Duration, _ light: Light, _ line: Evidence.Line) -> GoldenEvent {
            let kitchen = Facility.Code("NJ320104F00021X")!
            let around = Evidence.OfFacility(
                code: kitchen, kind: .fumePurifier, light: light, lines: [line],
                readings: [.init(quantity: .fume, unit: .milligramPerCubicMetre, mean: 2.4, maximum: 3.1)])
            let until = start + before
            return .evidence(Evidence(complaint: id, from: until - .hours(6), until: until, facilities: [around]))
        }
        let shelving = Shelving(rule: "complaint.answer", cause: "E-1", until: start + .hours(10), text: "等待检测")
        return GoldenSituation(
            "complaint-evidence", .complaintPoint(ComplaintSettings()),
            thresholds: [
                Threshold(
                    "loud", .noise, .above, Measure(60, .decibel), after: .minutes(20), text: Text(zh: "吵", en: "loud"))
            ],
            before: [
                .ticks(3600, .hours(-31), .hours(-30)), .record(.hours(-30), complaint("E-1", .fume)),
                seen("E-1", .hours(-30), .red, over), .record(.hours(-20), complaint("E-2", .odour, at: "河西")),
                seen("E-2", .hours(-20), .grey, unseen), .ticks(3600, .hours(-20), .minutes(-30)),
                .record(.minutes(-30), shelving),
                .record(.minutes(-30), Acknowledgement(rule: "complaint.evidence", cause: "E-1")),
                .polls(60, .minutes(-15), .zero, ["sojo-noise@line-1/2": [.noise: .init(63, .decibel)]]),
            ],
            after: [
                .polls(60, .minutes(1), .minutes(10), ["sojo-noise@line-1/2": [.noise: .init(64, .decibel)]]),
                .ticks(3600, .hours(1), .hours(12)), .record(.hours(12), closing("E-2")),
                .record(.hours(12), answer("E-1")), .ticks(3600, .hours(13), .hours(24)),
            ]
        )
    }()
}
