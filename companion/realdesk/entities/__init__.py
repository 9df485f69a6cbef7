"""From text to canonical values: hosts, phones, e-mail addresses, handles."""
