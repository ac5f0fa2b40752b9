import Foundation
import Testing

@testable import Facilities

@Suite struct QuantityTests {
    private static let known: [(Quantity, String)] = [
        (.pressureDrop, "pressureDrop"), (.temperature, "temperature"), (.bedTemperature, "bedTemperature"),
        (.humidity, "humidity"), (.airFlow, "airFlow"), (.vocIn, "vocIn"), (.vocOut, "vocOut"),
        (.carbonWeight, "carbonWeight"), (.fanCurrent, "fanCurrent"), (.fanState, "fanState"),
        (.productionCurrent, "productionCurrent"), (.productionState, "productionState"), (.fume, "fume"),
        (.fumeIn, "fumeIn"), (.nmhc, "nmhc"), (.particulate, "particulate"),
        (.purifierCurrent, "purifierCurrent"), (.purifierState, "purifierState"), (.stovesOn, "stovesOn"),
        (.smoke, "smoke"), (.nox, "nox"), (.exhaustTemp, "exhaustTemp"), (.dpfPressure, "dpfPressure"),
        (.engineSpeed, "engineSpeed"), (.engineHours, "engineHours"), (.ureaLevel, "ureaLevel"), (.tsp, "tsp"),
        (.pm10, "pm10"), (.pm25, "pm25"), (.noise, "noise"), (.windSpeed, "windSpeed"),
        (.windDirection, "windDirection"), (.airPressure, "airPressure"), (.rainfall, "rainfall"),
        (.rainState, "rainState"), (.sprayState, "sprayState"), (.voltage, "voltage"), (.current, "current"),
        (.power, "power"), (.powerFactor, "powerFactor"), (.frequency, "frequency"), (.energy, "energy"),
    ]

    @Test(arguments: known) func aKnownQuantityHasItsName(quantity: Quantity, name: String) {
        #expect(quantity.rawValue == name)
        #expect(Quantity(rawValue: name) == quantity)
        #expect(Quantity(known: name) == quantity)
        #expect(quantity.unit != nil)
    }

    @Test func allAreInOrderOfTheirNames() {
        #expect(Quantity.all.map(\.rawValue) == Self.known.map(\.1).sorted())
    }

    @Test func aNameOfAProfileStandsForOneQuantity() throws {
        let own = try #require(Quantity(rawValue: "ownDepth"))
        #expect(own == Quantity(rawValue: "ownDepth"))
        #expect(own != Quantity(rawValue: "ownLength"))
        #expect(own.rawValue == "ownDepth")
        #expect(own.title == Text(zh: "ownDepth", en: "ownDepth"))
        #expect(own.unit == nil)
        #expect(Quantity(known: "ownDepth") == own)
    }

    @Test func aNameThatIsOnlyAskedAboutIsNotRemembered() {
        #expect(Quantity(known: "askedOnly") == nil)
        #expect(Quantity(known: "askedOnly") == nil)
    }

    @Test func itIsWrittenAndReadByItsName() throws {
        let quantities = [Quantity.tsp, try #require(Quantity(rawValue: "ownWidth"))]
        let json = Data(#"["tsp","ownWidth"]"#.utf8)
        #expect(try JSONEncoder().encode(quantities) == json)
        #expect(try JSONDecoder().decode([Quantity].self, from: json) == quantities)
    }

    @Test func aNameOfExcessiveLengthIsNotRead() {
        let name = String(repeating: "a", count: 1000)
        #expect(Quantity(rawValue: name) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Quantity].self, from: Data(#"["\#(name)"]"#.utf8))
        }
    }
}

@Suite struct NameTableTests {
    @Test func namesHaveTheirPositionsForEver() {
        var table = NameTable(most: 3, longest: 8)
        #expect(["b", "a", "b", "c"].map { table.add($0) } == [0, 1, 0, 2])
        #expect((0..<3).map { table[$0] } == ["b", "a", "c"])
    }

    @Test func aFullTableTakesNoOtherName() {
        var table = NameTable(most: 1, longest: 8)
        _ = table.add("a")
        #expect(table.add("b") == nil)
        #expect(table.place(of: "b") == nil)
        #expect(table.add("a") == 0)
    }

    @Test func aNameThatIsTooLongIsNotTaken() {
        var table = NameTable(most: 2, longest: 3)
        #expect(table.add("äb") == 0)
        #expect(table.add("äbc") == nil)
    }
}
