import Modbus
import Testing

struct ChecksumTests {
    /// MODBUS over Serial Line V1.02, appendix B: the CRC of `02 07` is 0x1241, sent 41 12.
    @Test func theChecksumIsTheStandards() {
        #expect(PDU.crc([0x02, 0x07]) == 0x1241)
    }
}
