"""What leaves the house for everybody to read: figures in which nobody can be found.

Stands above the features and reads them through their queries; writes nothing.

    from hubdesk.publish.open_data import open_data
"""
