import Gateway
import ServiceLifecycle
import Testing

@Suite struct ServiceNamesTests {
    @Test func aGroupNamesAServiceByItsTypeAndNotByItsContent() {
        let services: [any Service] = [Laden(content: .init(repeating: "device", count: 1000))]
        #expect(services.named.map(\.serviceName) == ["Laden"])
    }
}

private struct Laden: Service {
    let content: [String]

    func run() async {}
}
