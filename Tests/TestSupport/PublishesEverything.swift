/// The member of an uplink in `gateway.yaml` by which everything is published, so that a test can compare it with what is kept.
public let publishesEverything = "publish: {readings: all, means: [1min, 15min, 1h, 1d]}"
