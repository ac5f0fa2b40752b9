import Foundation
import Glibc
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct ServiceManagerTests {
    private let folder = try! TemporaryFolder()

    @Test func itIsToldOverAPathAndOverAnAbstractName() async throws {
        // The longest path that unix(7) has room for, with the zero byte that ends it, and a short one.
        let long = folder.path + "/" + String(repeating: "n", count: 106 - folder.path.utf8.count)
        for name in [folder.path + "/notify", long, "@mashang-test-\(getpid())"] {
            let socket = try NotifySocket(name)
            let manager = try #require(ServiceManager(["NOTIFY_SOCKET": name]))
            #expect(manager.tell(.ready, .status("两个 green")))
            #expect(await socket.next() == "READY=1\nSTATUS=两个 green")
            #expect(manager.tell(.alive))
            #expect(await socket.next() == "WATCHDOG=1")
            #expect(manager.tell(.stopping))
            #expect(await socket.next() == "STOPPING=1")
        }
    }

    @Test func aStatusIsOneLine() async throws {
        let socket = try NotifySocket(folder.path + "/notify")
        let manager = try #require(ServiceManager(["NOTIFY_SOCKET": folder.path + "/notify"]))
        manager.tell(.status("one\nREADY=1\r\ntwo"))
        #expect(await socket.next() == "STATUS=one READY=1 two")
    }

    @Test func whoeverIsGoneIsNotToldAndNothingEnds() throws {
        let manager = try #require(ServiceManager(["NOTIFY_SOCKET": folder.path + "/nobody"]))
        #expect(!manager.tell(.alive))
    }

    @Test(arguments: ["", "@", "/", "relative", "vsock:2:1", "/" + String(repeating: "n", count: 107)])
    func whatIsNoSocketOfThisMachineIsNotUsed(_ name: String) {
        #expect(ServiceManager(["NOTIFY_SOCKET": name]) == nil)
    }

    @Test func withoutAManagerThereIsNobodyToTell() {
        #expect(ServiceManager(["WATCHDOG_USEC": "1000000"]) == nil)
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "30000000"], Duration.seconds(15)), (["WATCHDOG_USEC": "1"], .milliseconds(1)), ([:], nil),
        (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "-5"], nil), (["WATCHDOG_USEC": "soon"], nil),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], .seconds(15)),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil),
    ])
    func aSignIsGivenInHalfOfTheWatchdogsTimeIfItIsOurs(_ environment: [String: String], _ sign: Duration?) throws {
        let environment = environment.merging(["NOTIFY_SOCKET": "/run/notify"]) { own, _ in own }
        #expect(try #require(ServiceManager(environment, process: 7)).sign == sign)
    }
}
