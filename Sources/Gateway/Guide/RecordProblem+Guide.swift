import Facilities
import Journal
import SiteConfiguration

extension RecordProblem {
    /// The reasons why a command over MQTT is not carried out, each with example figures. A wrong field of a record also
    /// has a reason of its own, with the allowed values.
    static var ofCommands: [RecordProblem] {
        let bureau = Source.uplink("bureau", accepts: .usual)
        let facility = Facility.Code("NJ320104C000018")
        return [
            tooLong(70_000), noJSON, unknownSchema("mashang/command/1"),
            unknownMember("reocrd", known: Command.memberNames),
            noRecord, unknownKind, noID, neitherIDNorTime, noFacility, otherFacility(facility, nil),
            notOfAll(Cleaning.kind), ofGateway(Notice.kind),
            nobodyHere(Cleaning.kind), notHere(Cleaning.kind, .activatedCarbon),
            notAccepted(Registration.kind, by: .usual),
            notAccepted(Calibration.kind, by: .usual), foreignLink("news.example.com", allowed: ["ma.example.cn"]),
            olderNotice, noticeIsOver, tooManyNotices, latched(bureau), usedID([184_470]), erasedID([184_470]),
            likeErased([184_470]), clockNotSet, tooManyEntries(.entriesOfUplink, wait: 6),
            tooManyComplaints(fromUplink: .complaintsOfUplink, wait: 30), publicShareUsed, tooMany, notNow,
            unreadable(JournalError.failing("disk I/O error").text), retained, pending,
        ]
    }

    /// The reasons why a request is not answered, in addition to those of any command.
    static var ofRequests: [RecordProblem] {
        let limits = Int64(1)...Int64(ReadingsRequest.mostSamples)
        return [
            unknownRequest, ofOneFacility, unknownDevice(["line-1/3"]), unknownQuantities(["pressureDrop"]),
            noTime("from"), endsBeforeItBegins, noNumber("after", 0...Int64.max), noNumber("limit", limits), tooLarge,
            tooManyRequests(.requestsOfUplink, wait: 6), unreadNow(JournalError.failing("disk I/O error").text),
        ]
    }
}
