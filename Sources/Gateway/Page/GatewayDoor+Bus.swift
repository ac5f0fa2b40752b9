import Facilities

/// Suspension of a line by a technician, on the page.
extension GatewayDoor {
    func suspend(_ bus: String, minutes: Int) async -> Text? {
        guard case .refused(let problems) = await buses.suspend(bus, minutes: minutes) else { return nil }
        return problems.first?.text
    }
}
