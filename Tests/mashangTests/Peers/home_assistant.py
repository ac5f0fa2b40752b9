"""Reads retained messages as Home Assistant does, and prints what it would show.

One message a line on standard input: {"topic": ..., "payload": {...}}. Prints one line an entity, in order of its id: component, id,
device, name, class, unit, state and availability, as JSON. Ends with 1 if Home Assistant's own schemas refuse a message, or ignore a
member of one.
"""

import asyncio
import json
import sys
import warnings

warnings.simplefilter("ignore")

from homeassistant.components.mqtt import binary_sensor, sensor
from homeassistant.components.mqtt.discovery import TOPIC_MATCHER
from homeassistant.components.mqtt.models import MqttValueTemplate
from homeassistant.components.sensor.const import DEVICE_CLASS_STATE_CLASSES, DEVICE_CLASS_UNITS
from homeassistant.core import HomeAssistant

PREFIX = sys.argv[1] + "/"
SCHEMAS = {"sensor": sensor.DISCOVERY_SCHEMA, "binary_sensor": binary_sensor.DISCOVERY_SCHEMA}


def check_class(config):
    """What Home Assistant logs as an error when an entity reports its first state."""
    device_class, unit = config.get("device_class"), config.get("unit_of_measurement")
    if units := DEVICE_CLASS_UNITS.get(device_class):
        assert unit in units, f"{device_class} has no unit {unit}"
    state_class = config.get("state_class")
    if state_class is not None and device_class in DEVICE_CLASS_STATE_CLASSES:
        assert state_class in DEVICE_CLASS_STATE_CLASSES[device_class], f"{device_class} is no {state_class}"


def render(hass, template, topic, retained):
    if topic not in retained:
        return None
    payload = json.dumps(retained[topic])
    return MqttValueTemplate(template, hass=hass).async_render_with_possible_json_value(payload)


def entity(hass, topic, payload, retained):
    match = TOPIC_MATCHER.match(topic[len(PREFIX):])
    assert match, f"{topic} is no topic of discovery"
    config = SCHEMAS[match.group("component")](payload)
    ignored = payload.keys() - config.keys()
    assert not ignored, f"{topic}: ignored are {ignored}"
    if match.group("component") == "sensor":
        check_class(config)
    return {
        "component": match.group("component"), "id": config["unique_id"], "name": config["name"],
        "device": config["device"]["name"], "class": config.get("device_class"),
        "unit": config.get("unit_of_measurement"),
        "state": render(hass, config["value_template"], config["state_topic"], retained),
        "availability": render(hass, config["availability_template"], config["availability_topic"], retained),
    }


async def main():
    messages = [json.loads(line) for line in sys.stdin]
    retained = {message["topic"]: message["payload"] for message in messages}
    hass = HomeAssistant("/nonexistent")
    found = [entity(hass, topic, payload, retained) for topic, payload in retained.items() if topic.startswith(PREFIX)]
    for one in sorted(found, key=lambda one: one["id"]):
        print(json.dumps(one, ensure_ascii=False))


asyncio.run(main())
