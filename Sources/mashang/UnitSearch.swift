import DeviceProfiles
import Facilities
import Gateway
import Modbus
import SiteConfiguration

/// Asks every unit of an endpoint whether it is there, and those that are what they are.
struct UnitSearch {
    let units: ClosedRange<UInt8>
    let timeout: Duration
    let profiles: [DeviceProfile]

    /// How many were found, and whether every unit could be asked.
    func look(at bus: LineAccess) async -> (found: Int, isWhole: Bool) {
        let endpoint = bus.endpoint
        var found = 0
        for unit in units {
            complain("\(endpoint): unit \(unit) of \(units.upperBound)")
            switch await answer(of: unit, on: bus) {
            case .silent: continue
            case .unreachable(let reason):
                complain(reason)
                await bus.close()
                return (found, false)
            case .there(let remark):
                found += 1
                say("\(endpoint)  unit \(unit)  \(await model(of: unit, on: bus) ?? remark)")
            }
        }
        await bus.close()
        return (found, true)
    }

    private enum Answer {
        case silent
        case unreachable(String)
        case there(String)
    }

    /// A device that has no such register refuses, and is there all the same.
    private func answer(of unit: UInt8, on bus: LineAccess) async -> Answer {
        do {
            _ = try await bus.read(ModbusRead(unit: unit, table: .holding, address: 0, count: 1, timeout: timeout))
            return .there("no profile recognises it")
        } catch .refused(let exception) where ![10, 11].contains(exception.rawValue) {
            return .there("no profile recognises it (\(exception))")
        } catch .lineDown(let reason) {
            return .unreachable(reason.spoken)
        } catch .garbled(let reason) {
            return .there("garbled: another baud rate or parity, or two devices with this unit (\(reason))")
        } catch {
            return .silent
        }
    }

    /// The profiles whose mark the device carries.
    private func model(of unit: UInt8, on bus: LineAccess) async -> String? {
        var models: [String] = []
        for profile in profiles {
            guard let mark = profile.identify else { continue }
            let request = ModbusRead(
                unit: unit, table: .init(mark.register.table), address: mark.register.address, count: mark.count,
                timeout: timeout
            )
            if let words = try? await bus.read(request), mark.matches(words) {
                models.append("\(profile.id)  \(profile.name.both)")
            }
        }
        return models.isEmpty ? nil : models.joined(separator: ", or ")
    }
}
