"""Plans of floors as data: shapes on a sheet, measured in centimetres.

``model`` the values, ``geometry`` boxes that are turned, ``editing`` what an editor does to a plan,
``arrange`` a first plan for a floor that has none, ``svg`` drawings in and out, ``glances`` the
reads; they are written by ``spaces.service.plans``.
"""
