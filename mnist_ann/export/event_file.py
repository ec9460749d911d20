"""The epochs of a run as a log for TensorBoard, written without TensorFlow.

An event file is a sequence of records, each a message with its length and two checksums; a message
names a step and a few numbers. So little of the format is needed that it is written out here.
"""

import io
import struct
import zipfile

DATE = (2000, 1, 1, 0, 0, 0)  # the same run gives the same bytes
FILE = "events.out.tfevents.0.mnist-ann"  # TensorBoard looks for "tfevents"


def to_event_files(recipe, epochs):
    """A zip with the folders train/ and validation/, named and tagged as Keras's own callback does.

    Steps are epochs, counted from 1. Times are seconds of training since the first epoch began.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, numbers in (
            ("train", lambda e: {
                "epoch_loss": e.loss, "epoch_accuracy": e.accuracy,
                "epoch_learning_rate": recipe.learning_rate_at(e.epoch),
            }),
            ("validation", lambda e: {
                "epoch_loss": e.val_loss, "epoch_accuracy": e.val_accuracy,
            }),
        ):  # fmt: skip
            records, time = [_record(_double(1, 0.0) + _bytes(3, b"brain.Event:2"))], 0
            for epoch in epochs:
                time += epoch.seconds
                records.append(_record(_event(time, epoch.epoch, numbers(epoch))))
            archive.writestr(
                zipfile.ZipInfo(f"{folder}/{FILE}", DATE), b"".join(records)
            )
    return output.getvalue()


def _event(time, step, numbers):
    """An Event message: when, at which step, a Summary of tagged numbers."""
    values = [
        _bytes(1, _bytes(1, tag.encode()) + _float(2, value))
        for tag, value in numbers.items()
    ]
    return _double(1, time) + _whole(2, step) + _bytes(5, b"".join(values))


def _record(message):
    """A message with its length, each followed by its checksum: the TFRecord format."""
    length = struct.pack("<Q", len(message))
    return length + _masked_crc(length) + message + _masked_crc(message)


# Fields of a message in the encoding of protocol buffers: a number and a kind, then the value.


def _double(field, value):
    return bytes([field << 3 | 1]) + struct.pack("<d", value)


def _float(field, value):
    return bytes([field << 3 | 5]) + struct.pack("<f", value)


def _whole(field, value):
    return bytes([field << 3]) + _varint(value)


def _bytes(field, value):
    return bytes([field << 3 | 2]) + _varint(len(value)) + value


def _varint(value):
    """A whole number in groups of seven bits, lowest first; the top bit says that more follow."""
    output = bytearray()
    while value > 127:
        output.append(value & 127 | 128)
        value >>= 7
    return bytes([*output, value])


def _masked_crc(content):
    """CRC-32C, turned and shifted: a checksum of data that hold checksums would be weak."""
    crc = 0xFFFFFFFF
    for byte in content:
        crc = CRC_TABLE[(crc ^ byte) & 255] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    turned = (crc >> 15 | crc << 17) + 0xA282EAD8
    return struct.pack("<I", turned & 0xFFFFFFFF)


def _crc_of(byte):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)  # Castagnoli's polynomial
    return byte


CRC_TABLE = [_crc_of(byte) for byte in range(256)]
