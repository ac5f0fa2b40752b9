import Facilities
import Modbus
import TestSupport
import Testing

/// The words about a line for a person.
struct UnusableAnswerTests {
    @Test(arguments: UnusableAnswer.allCases) func theReasonIsInTheLanguageOfThePerson(reason: UnusableAnswer) {
        let text = ModbusError.garbled(reason).text
        #expect(text.zh.hasPrefix("应答无法使用：") && text.zh.hasSuffix(reason.text.zh) && reason.text.zh.isChinese)
        #expect(!text.en.isChinese && text.en == ModbusError.garbled(reason).description)
    }

    /// A line has one name in all languages, as manuals write it.
    @Test(arguments: [
        (SerialLine(device: "/dev/ttyS1"), "/dev/ttyS1 9600 8N1"),
        (SerialLine(device: "/dev/ttyUSB0", baud: 19_200, parity: .even), "/dev/ttyUSB0 19200 8E1"),
        (SerialLine(device: "/dev/ttyS1", baud: 4800, parity: .odd, stopBits: 2), "/dev/ttyS1 4800 8O2"),
    ]) func aLineIsNamedWithItsSettings(line: SerialLine, name: String) {
        #expect("\(ModbusEndpoint.rtu(line))" == name)
    }
}
