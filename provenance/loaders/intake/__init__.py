"""From paths to decoded streams: finding files, unpacking them within limits, decoding."""
