import Facilities
import TestSupport
import Testing

@testable import Journal

private let qualities: [Quality] =
    [.good] + Quality.Reason.allCases.map(Quality.uncertain) + Quality.Reason.allCases.map(Quality.bad)

/// What no form of numbers may lose.
private let hardNumbers: [Double] = [
    0, -0.0, 1, -1, 35.3, -35.3, 0.1, 1e-9, 1e22, 1e23, 9_007_199_254_740_991, 9_007_199_254_740_992,
    9_007_199_254_740_994, -9_007_199_254_740_994, .leastNonzeroMagnitude, .leastNormalMagnitude,
    .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .pi, Double(Float.pi), Double(Float(0.1)), Double(Float.leastNonzeroMagnitude), 1 / 3,
]

private func columns(_ count: Int) -> [Column] {
    (0..<count).map { Column(quantity: Quantity(rawValue: "q\($0)")!, unit: .pascal) }
}

/// Every number as its bits, so that minus zero and what is no number count, too.
private func bits(_ samples: [FoldedSample]) -> [[UInt64]] {
    samples.map { sample in
        let head = [UInt64(bitPattern: sample.sequence), UInt64(bitPattern: sample.milliseconds)]
        switch sample.content {
        case .verbatim(let bytes): return head + [1] + bytes.map(UInt64.init)
        case .readings(let readings):
            return head + [0]
                + readings.flatMap { reading in
                    [
                        UInt64(reading.quality.code), UInt64(reading.bound.code), reading.value?.bitPattern ?? 7,
                        reading.raw?.bitPattern ?? 7,
                    ]
                }
        }
    }
}

/// Samples as devices send them and as damage leaves them: noise, hard numbers, all qualities, gaps, a clock set back.
private struct RandomSamples {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func samples(of columns: [Column]) -> [FoldedSample] {
        let isRough = Bool.random(using: &random)
        var (sequence, time) = (Int64.random(in: 0...(1 << 40), using: &random), Int64(1_790_000_000_000))
        return (0..<Int.random(in: 0...150, using: &random)).map { _ in
            sequence += Int64.random(in: 1...60, using: &random)
            time += Int64.random(in: 990...1010, using: &random)
            if isRough, Int.random(in: 0..<20, using: &random) == 0 { time -= 3_600_000 }
            let isVerbatim = isRough && Int.random(in: 0..<10, using: &random) == 0
            let bytes = (0..<Int.random(in: 0...9, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
            let readings = columns.map { reading($0, isRough: isRough) }
            return FoldedSample(
                sequence: sequence, milliseconds: time, content: isVerbatim ? .verbatim(bytes) : .readings(readings))
        }
    }

    private mutating func reading(_ column: Column, isRough: Bool) -> Reading {
        let noise = Double(Int.random(in: 330...370, using: &random)) / 10
        guard isRough else { return Reading(column.quantity, noise, column.unit) }
        let isHard = Int.random(in: 0..<12, using: &random) == 0
        var reading = Reading(
            column.quantity, isHard ? hardNumbers.randomElement(using: &random)! : noise, column.unit,
            quality: qualities.randomElement(using: &random)!, bound: Bound.allCases.randomElement(using: &random)!)
        // A damaged row may say of a reading without a value what its raw value was, and that this was no number.
        reading.raw = [nil, nil, 353, -0.0, .nan, .infinity].randomElement(using: &random)!
        return reading
    }
}

struct FoldBlockTests {
    @Test func samplesComeBackAsTheyWere() throws {
        for seed in 0..<UInt64(200) {
            var random = RandomSamples(seed: seed)
            let columns = columns(Int(seed % 7))
            let samples = random.samples(of: columns)
            let back = try FoldBlock.decode(FoldBlock.encode(samples, columns: columns), columns: columns)
            #expect(bits(back) == bits(samples), "seed \(seed)")
        }
    }

    @Test func whatIsNoBlockOfTheseColumnsIsCorrupt() throws {
        var random = RandomSamples(seed: 1)
        let samples = random.samples(of: columns(3))
        let bytes = FoldBlock.encode(samples, columns: columns(3))
        let others = [[], [2] + bytes.dropFirst(), bytes + [0], Array(bytes.dropLast())]
        for other in others {
            #expect(throws: JournalError.self) { try FoldBlock.decode(other, columns: columns(3)) }
        }
        #expect(throws: JournalError.self) { try FoldBlock.decode(bytes, columns: columns(2)) }
        #expect(throws: JournalError.self) { try FoldBlock.decode(bytes, columns: columns(4)) }
    }

    /// Damaged bytes give an error or other samples; never more samples than the bytes can hold, and never a trap.
    @Test func damagedBytesNeverEndTheProgram() {
        var refused = 0
        for seed in 0..<UInt64(40) {
            var random = RandomSamples(seed: seed)
            let columns = columns(Int(seed % 5) + 1)
            let bytes = FoldBlock.encode(random.samples(of: columns), columns: columns)
            for _ in 0..<100 {
                let damaged = damaged(bytes, &random.random)
                guard let samples = try? FoldBlock.decode(damaged, columns: columns) else {
                    refused += 1
                    continue
                }
                #expect(samples.count <= PackedIntegers.most(in: damaged.count))
            }
        }
        #expect(refused > 1000)
    }

    private func damaged(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...3, using: &random) {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.removeSubrange(max(index, 1)...)
            case 1: bytes[index] = 0xFF
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            default: bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
        }
        return bytes
    }

    @Test func aCountThatNoBytesCouldHoldIsCorruptAndTakesNoMemory() {
        for count in [UInt64(1) << 20, 1 << 40, 1 << 63, .max] {
            var bytes: [UInt8] = [1]
            bytes.append(varint: count)
            bytes += [UInt8](repeating: 0, count: 64)
            #expect(throws: JournalError.self) { try FoldBlock.decode(bytes, columns: columns(1)) }
        }
    }

    /// An hour of a device read once a second among fifty, its eight quantities each in noise of 20 steps either way.
    @Test(arguments: [1.0, 10, 100]) func noiseCostsItsBitsWhateverTheDecimals(steps: Double) {
        var random = SplitMix(seed: 5)
        let columns = columns(8)
        let samples = (0..<3600).map { second in
            FoldedSample(
                sequence: Int64(second * 50) + .random(in: 0...9, using: &random),
                milliseconds: Int64(second * 1000) + .random(in: 0...15, using: &random),
                content: .readings(
                    columns.map {
                        Reading($0.quantity, Double(Int.random(in: 333...373, using: &random)) / steps, $0.unit)
                    }))
        }
        let perReading = Double(FoldBlock.encode(samples, columns: columns).count) / Double(3600 * 8)
        #expect(perReading < 1.0)
    }
}

struct PackedTests {
    @Test func integersOfEveryOrderComeBack() throws {
        var random = SplitMix(seed: 3)
        let extremes: [Int64] = [.min, .max, 0, -1, 1]
        for count in [0, 1, 2, 3, 63, 64, 65, 66, 67, 130] {
            for kind in 0..<5 {
                let integers = (0..<count).map { index -> Int64 in
                    switch kind {
                    case 0: extremes.randomElement(using: &random)!
                    case 1: Int64(index) * 1000 + .random(in: 0...5, using: &random)
                    case 2: Int64(index * index)
                    case 3: .random(in: .min ... .max, using: &random)
                    default: 42
                    }
                }
                var bytes: [UInt8] = []
                PackedIntegers.append(integers, to: &bytes)
                var reader = ByteReader(bytes, at: 0)
                #expect(try PackedIntegers.read(count, &reader) == integers)
                #expect(reader.isAtEnd)
            }
        }
    }

    /// Each alone, then each as the exception among ordinary ones, then all of them together.
    @Test func everyNumberComesBackToTheLastBit() throws {
        let odd = hardNumbers + [.nan, .infinity, -.infinity, Double(bitPattern: 0xFFF0_0000_0000_0001)]
        let lists = odd.map { [$0] } + odd.map { (1...20).map { Double($0) / 10 } + [$0] } + [odd]
        for numbers in lists {
            var bytes: [UInt8] = []
            PackedNumbers.append(numbers, to: &bytes)
            var reader = ByteReader(bytes, at: 0)
            let back = try PackedNumbers.read(numbers.count, &reader)
            #expect(back.map(\.bitPattern) == numbers.map(\.bitPattern))
            #expect(reader.isAtEnd)
        }
    }

    /// A float32 in noise of its last 16 bits, whether the number is its exact value or its shortest text.
    @Test(arguments: [true, false]) func aNoisyFloatCostsItsNoise(isShort: Bool) {
        var random = SplitMix(seed: 9)
        let numbers = (0..<640).map { _ -> Double in
            let float = Float(35) + Float(Int.random(in: 0..<65_536, using: &random)) * Float(35).ulp
            return isShort ? Double("\(float)")! : Double(float)
        }
        var bytes: [UInt8] = []
        PackedNumbers.append(numbers, to: &bytes)
        #expect(bytes.count < 640 * 3)
    }

    @Test func varintsComeBack() throws {
        let integers: [Int64] = [0, 1, -1, 63, -64, 64, 300, .max, .min]
        var bytes: [UInt8] = []
        for integer in integers { bytes.append(signedVarint: integer) }
        var reader = ByteReader(bytes, at: 0)
        for integer in integers { #expect(try reader.signedVarint() == integer) }
        #expect(reader.isAtEnd)
    }
}
